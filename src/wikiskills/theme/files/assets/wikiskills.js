"use strict";(()=>{function d(t,e="",n=""){let r=document.createElement(t);return e&&(r.className=e),n&&(r.textContent=n),r}function h(t,e,n){let r=d("button",t,e);return r.type="button",r.addEventListener(
"click",n),r}function c(t,e=document){return[...e.querySelectorAll(t)]}function _(t){return(t??"").split(/\s+/).filter(Boolean)}var R=()=>globalThis.wikiskillsWords?.locale??"en";function ne(t){let[e="",n=""]=t.split("."),r=globalThis.wikiskillsWords?.[e];return typeof r=="object"?r[n]:void 0}function i(t,e={}){let n=ne(t)??t;return(typeof n=="string"?n:n[re(Number(e.count))]??n.other).replace(/\{(\w+)\}/g,(s,o)=>{let a=e[o]??"";return typeof a=="number"?new Intl.NumberFormat(
R()).format(a):a})}var re=t=>new Intl.PluralRules(R()).select(t);function $(t){return t.filter(Boolean).reduce((e,n)=>e?i("units.list",{first:e,second:n}):n,"")}function M(t){return new Intl.
NumberFormat(R(),{style:"percent"}).format(t/100)}function se(t,e){return(!e.track||e.track===t.track)&&(!e.level||e.level===t.level)&&(!e.minutes||t.minutes<=Number(e.minutes))}var oe=["track","level","minutes"];function P(){let t=document.
querySelector("form.ws-filters");if(!t||!t.hidden)return;let e=oe.map(s=>t.elements.namedItem(s)),n=new URLSearchParams(location.search);for(let s of e){let o=n.get(s.name)??"";s.value=
o,s.selectedIndex<0&&(s.value="")}let r=()=>{let[s="",o="",a=""]=e.map(l=>l.value);ae({track:s,level:o,minutes:a},t.querySelector("[role=status]"))};t.hidden=!1,t.addEventListener(
"submit",s=>s.preventDefault()),t.addEventListener("change",()=>{r(),history.replaceState(history.state,"",ie(e,location.href))}),t.addEventListener("reset",()=>setTimeout(()=>t.dispatchEvent(
new Event("change")))),r()}function ie(t,e){let n=new URL(e);for(let{name:r,value:s}of t)s?n.searchParams.set(r,s):n.searchParams.delete(r);return n.href}function ae(t,e){let n=c("\
.ws-exercise-list > li");for(let o of n){let{track:a=""}=o.closest("[data-track]").dataset,{level:l=""}=o.closest("[data-level]").dataset;o.hidden=!se({track:a,level:l,minutes:Number(
o.dataset.minutes)},t)}for(let o of c(".ws-list, .ws-list__lesson")){o.hidden=!c("li",o).some(a=>!a.hidden);for(let a of c(":scope > :is(h2, h3)[id]",o))for(let l of c(`.md-nav--se\
condary a[href$="#${a.id}"]`))l.parentElement.hidden=o.hidden}let r=n.filter(o=>!o.hidden).length,s=r===n.length?"filters.all":"filters.some";e.textContent=i(r?s:"filters.none",{shown:r,
count:n.length})}function ce(t,e,n,r){return{passed:n.filter(s=>`${e}/${s}`in t.exercises).length,exercises:n.length,right:r.filter(s=>t.quizzes[`${e}/${s}`]?.right).length,questions:r.length}}function T(t,e){
let{lesson:n="",exercises:r,quizzes:s}=e.dataset;return ce(t,n,_(r),_(s))}var B=t=>t.reduce((e,n)=>({passed:e.passed+n.passed,exercises:e.exercises+n.exercises,right:e.right+n.right,
questions:e.questions+n.questions}),{passed:0,exercises:0,right:0,questions:0});function y({passed:t,exercises:e,right:n,questions:r}){let s=e+r;return s?Math.floor(100*(t+n)/s):0}
function A({passed:t,exercises:e,right:n,questions:r}){return $([e?i("marks.exercises",{done:t,count:e}):"",r?i("marks.questions",{done:n,count:r}):""])}function F(t,e){for(let n of c(
"[id^=exercise-], .ws-exercise > h2[id]")){let r=n.id.replace(/^exercise-/,""),s=`${e}/${r}`in t.exercises;x(n,s,i("marks.passed"));for(let o of c(`.md-nav--secondary a[href$="#${n.
id}"]`))x(o,s,i("marks.passed"))}for(let n of c("form.ws-quiz")){let r=t.quizzes[`${e}/${n.dataset.quiz}`]?.right===!0,s=n.querySelector("legend");s&&x(s,r,i("marks.answered"))}for(let n of c(
"[data-exercise]:not(.ws-runner)"))x(n,(n.dataset.exercise??"")in t.exercises,i("marks.passed"));for(let n of c(".ws-lessons [data-lesson]"))de(t,n)}function x(t,e,n){let r=t.querySelector(
".ws-tick");if(!e)r?.remove();else if(!r){let s=d("span","ws-tick");s.append(d("span","ws-visually-hidden",` (${n})`));let o=t.querySelector(":scope > .headerlink");o?o.before(s):t.
append(s)}}function de(t,e){let n=T(t,e);if(e.querySelector(".ws-lessons__done")?.remove(),!n.passed&&!n.right)return;let r=A(n),s=y(n)===100?i("marks.all",{what:r}):r,o=d("p","ws-\
card__meta ws-lessons__done",s);y(n)===100&&o.classList.add("ws-right"),e.append(o)}var k=matchMedia("(max-width: 76.2344em)");function W(){ue();let t=document.querySelector(".md-search__input")?.getAttribute("aria-label");t&&document.querySelector(".md-search")?.
setAttribute("aria-label",t),document.querySelector(".md-progress")?.setAttribute("aria-hidden","true");for(let e of c(".md-dialog__inner, .md-search-result__meta"))e.setAttribute(
"role","status");k.addEventListener("change",C)}function D(){me(),C(),navigator.clipboard&&c(".highlight:not(:has(> .ws-copy))").forEach(ge)}var le=".md-skip, .md-header, .md-conte\
nt, .md-footer, .md-top";function ue(){let t=document.getElementById("__drawer"),e=d("button","ws-menu"),n=()=>{let r=t.checked&&k.matches;e.setAttribute("aria-expanded",String(r));
for(let s of c(le))s.inert=r;r&&c(".md-nav--primary :is(a, label)").find(s=>s.tabIndex>=0&&pe(s))?.focus()};e.type="button",e.setAttribute("aria-label",document.querySelector(".md-\
nav--primary")?.getAttribute("aria-label")??""),e.addEventListener("click",()=>t.click());for(let r of[t,k])r.addEventListener("change",n);addEventListener("keydown",r=>{r.key!=="E\
scape"||!t.checked||(t.click(),e.focus())}),document.querySelector(".md-header__button[for=__drawer]")?.before(e),n()}var pe=t=>t.checkVisibility({visibilityProperty:!0});function C(){
for(let t of c(".md-nav--primary label[for]"))t.getAttribute("tabindex")||(t.dataset.drawer=""),"drawer"in t.dataset&&(t.tabIndex=k.matches?0:-1)}function me(){for(let t of c("labe\
l.md-nav__link[id]")){let e=t.previousElementSibling?.textContent?.trim();e&&!t.textContent?.trim()&&t.append(d("span","ws-visually-hidden",e))}for(let t of c(".md-typeset__scrollw\
rap"))t.closest(".ws-table")||Object.assign(t,{tabIndex:0,role:"group",ariaLabel:i("table.label")});for(let t of c(".highlight pre > code"))Object.assign(t,{role:"group",ariaLabel:i(
"code.label")})}function ge(t){let{translations:e}=JSON.parse(document.getElementById("__config")?.textContent??"{}"),n=d("button","ws-copy");n.type="button",n.title=e["clipboard.c\
opy"],n.setAttribute("aria-label",n.title),n.addEventListener("click",async()=>{await navigator.clipboard.writeText(t.querySelector("code")?.textContent??""),window.alert$?.next(e["\
clipboard.copied"])}),t.append(n)}var U="wikiskills-progress";var fe=/^[a-z0-9-]+\/[a-z0-9-]+$/;var N=()=>({exercises:{},quizzes:{}});function w(t){let e=(n,r)=>E(r)?Object.fromEntries(Object.entries(r).sort(([s],[o])=>s<o?-1:1)):r;return JSON.stringify({format:U,version:1,...t},
e)}function L(t){let e;try{e=JSON.parse(t)}catch{return"not-json"}return!E(e)||e.format!==U||typeof e.version!="number"?"foreign":e.version>1?"newer":{exercises:O(e.exercises,n=>he(
n)?n:void 0),quizzes:O(e.quizzes,we),answers:O(e.answers,n=>typeof n=="string"&&n.length<=5e4?n:void 0)}}function I(t,e){let n={...e.exercises};for(let[s,o]of Object.entries(t.exercises)){
let a=n[s];n[s]=a!==void 0&&a<o?a:o}let r={...e.quizzes};for(let[s,o]of Object.entries(t.quizzes)){let a=r[s];r[s]=a?.right&&!o.right?a:o}return{exercises:n,quizzes:r}}function j(t,e){
let[n,r]=H(t.exercises,e),[s,o]=H(t.quizzes,e),[a,l]=H(t.answers,e);return{...I({exercises:n,quizzes:s},{exercises:r,quizzes:o}),answers:{...l,...a}}}function H(t,e){let[n,r]=[{},{}];
for(let[s,o]of Object.entries(t)){let[a="",l=""]=s.split("/"),m=e.get(a);m===void 0?n[s]=o:r[`${m}/${l}`]=o}return[n,r]}function E(t){return typeof t=="object"&&t!==null&&!Array.isArray(
t)}function he(t){return typeof t=="string"&&t.length<40&&!Number.isNaN(Date.parse(t))}function we(t){return!E(t)||typeof t.right!="boolean"||!Array.isArray(t.chosen)?void 0:{chosen:t.
chosen.filter(n=>Number.isInteger(n)).slice(0,50),right:t.right}}function O(t,e){let n={};if(!E(t))return n;for(let[r,s]of Object.entries(t)){let o=fe.test(r)?e(s):void 0;o!==void 0&&
(n[r]=o)}return n}var ye=5e6,be={"not-json":"progress.not_json",foreign:"progress.foreign",newer:"progress.newer_file"};function Q(t){let e=document.querySelector(".ws-my-progress:not([data-ready])");
if(e){e.dataset.ready="true";for(let n of c("[data-without-script]",e))n.remove();e.append(ke(t))}}function V(t){let e=t.record();for(let r of c(".ws-my-progress [data-track]")){let s=c(
"[data-lesson]",r).map(o=>{let a=T(e,o);return ve(o,a),a});xe(r,B(s))}let n=document.querySelector(".ws-my-progress");n?.querySelector(".ws-notice")?.remove(),(!t.kept||t.newer)&&n?.
prepend(d("p","ws-notice",t.newer?i("progress.newer"):i("progress.not_kept")))}function K(t){return A(t)||i("progress.nothing")}function ve(t,e){t.querySelector(".ws-my-progress__d\
one")?.remove();let n=d("span","ws-my-progress__done ws-minutes",K(e));y(e)===100&&n.classList.add("ws-right"),t.append(n)}function xe(t,e){let n=y(e),r=t.querySelector("h2, h3")?.
firstChild?.textContent??"",s=d("div","ws-ring");s.innerHTML='<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false"><circle cx="18" cy="18" r="15.9"/><circle cx="18" cy="18\
" r="15.9" pathLength="100" stroke-dasharray="0 100"/></svg>',s.querySelector("circle + circle")?.setAttribute("stroke-dasharray",`${n} 100`),s.setAttribute("role","img"),s.setAttribute(
"aria-label",i("progress.ring",{track:r.trim(),percent:M(n)})),s.append(d("span","",M(n)));let o=d("p","ws-my-progress__sum",K(e));t.querySelector(".ws-ring")?.remove(),t.querySelector(
".ws-my-progress__sum")?.remove(),e.exercises+e.questions&&t.prepend(s),t.querySelector("h2, h3")?.after(o)}function ke(t){let e=d("section","ws-my-progress__tools"),n=d("p","ws-my\
-progress__status");n.setAttribute("role","status");let r=(a,l=!1)=>{n.className=`ws-my-progress__status${l?" ws-wrong":""}`,n.textContent=a},s=d("p","ws-actions"),o=Se(()=>{t.forget(),
r(i("progress.forgotten"))});return s.append(h("md-button",i("progress.download"),()=>{ze(`${w(t.bundle())}
`),r(i("progress.downloaded"))}),Le(async a=>{let l=await Ee(t,a);r(l.text,l.wrong)}),h("md-button",i("progress.forget"),()=>o.showModal())),e.append(d("h2","",i("progress.tools")),
d("p","",i("progress.tools_text")),s,n,o),e}function Le(t){let e=d("label","md-button ws-file",i("progress.file")),n=d("input","ws-visually-hidden");return n.type="file",n.accept="\
.json,application/json",n.addEventListener("change",()=>{let[r]=n.files??[];r&&t(r),n.value=""}),e.append(n),e}async function Ee(t,e){if(e.size>ye)return{text:i("progress.too_large"),
wrong:!0};let n=L(await e.text());if(typeof n=="string")return{text:i(be[n]),wrong:!0};let r=t.record();t.add(n);let s=(g,b)=>Object.keys(g).filter(v=>!(v in b)).length,o=s(n.exercises,
r.exercises),a=s(n.quizzes,r.quizzes),l={exercises:i("progress.exercises",{count:o}),questions:i("progress.questions",{count:a})};return{text:o+a?i("progress.added",l):i("progress.\
nothing_new"),wrong:!1}}function ze(t){let e=d("a");e.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),e.download="my-progress.json",e.click(),setTimeout(()=>URL.revokeObjectURL(
e.href),1e4)}function Se(t){let e=d("dialog","ws-dialog"),n=d("h2","",i("progress.sure"));n.id="ws-sure",e.setAttribute("aria-labelledby",n.id);let r=d("p","ws-actions");return r.append(
h("md-button md-button--primary",i("progress.keep"),()=>e.close()),h("md-button",i("progress.forget"),()=>{e.close(),t()})),e.append(n,d("p","",i("progress.sure_text")),r),e}function qe(t,e){return t.length?t.every(n=>e.includes(n))?t.length===e.length?"right":"incomplete":"wrong":"none"}function G(t,e){for(let n of c("form.ws-quiz:not([data-ready])"))
_e(n,t,e)}function _e(t,e,n){let r=`${e}/${t.dataset.quiz}`,s=c("input",t),o=c(".ws-quiz__answers li",t),a=o.flatMap((u,f)=>u.dataset.correct==="true"?[f]:[]),l=t.querySelector(".w\
s-quiz__result"),m=t.querySelector("button[type=submit]"),g=h("md-button",i("answers.again"),()=>{t.reset(),l.replaceChildren(),g.hidden=!0,s[0]?.focus()}),b=()=>{let u=s.flatMap((q,te)=>q.
checked?[te]:[]),f=qe(u,a),ee=u.map(q=>o[q]?.querySelector(".ws-quiz__feedback"));return l.replaceChildren(...Re(f,ee)),g.hidden=f==="none",f!=="none"&&n.answerQuiz(r,{chosen:u,right:f===
"right"}),f};t.dataset.ready="true",m.hidden=!1,g.hidden=!0,m.after(" ",g),t.addEventListener("submit",u=>{u.preventDefault(),b()}),t.addEventListener("change",()=>{l.replaceChildren(),
g.hidden=!0});let v=n.record().quizzes[r]?.chosen.filter(u=>u in s)??[];for(let u of v)s[u].checked=!0;v.length&&b()}function Re(t,e){let n=t==="none"?i("answers.choose_first"):t===
"right"?i("answers.right"):i("answers.wrong"),r=e.map(o=>{let a=d("p");return a.append(...[...o?.childNodes??[]].map(l=>l.cloneNode(!0))),a}),s=t==="incomplete"?[d("p","",i("answer\
s.more"))]:[];return[d("p",t==="right"?"ws-right":"ws-wrong",n),...r,...s]}var z=class{constructor(e,n,r=new Map){this.place=e;this.site=n;this.lessons=r;let s=this.name("probe");try{if(!e)throw new Error("no storage");e.setItem(s,"1"),e.removeItem(s)}catch{
this.kept=!1}r.size&&this.carryOver()}place;site;lessons;memory=new Map;listeners=new Set;kept=!0;newer=!1;record(){let e=this.get("progress"),n=e===null?N():L(e);return this.newer=
n==="newer",typeof n=="string"?N():{exercises:n.exercises,quizzes:n.quizzes}}passExercise(e,n=new Date){let r=this.record();r.exercises[e]??=n.toISOString(),this.write(r)}answerQuiz(e,{
chosen:n,right:r}){let s=this.record();s.quizzes[e]={chosen:n,right:r||s.quizzes[e]?.right===!0},this.write(s)}answer(e){return this.get(`answer:${e}`)}keepAnswer(e,n){this.set(`an\
swer:${e}`,n)}bundle(){let e=this.name("answer:"),n={};for(let r of this.keys())r.startsWith(e)&&(n[r.slice(e.length)]=this.answer(r.slice(e.length))??"");return{...this.record(),answers:n}}add(e){
let{answers:n,...r}=j(e,this.lessons);for(let[s,o]of Object.entries(n))this.answer(s)===null&&this.keepAnswer(s,o);this.write(I(this.record(),r))}forget(){for(let e of this.keys())
this.remove(e);this.changed()}subscribe(e){this.listeners.add(e)}changed(){for(let e of this.listeners)e()}owns(e){return e===null||e.startsWith(this.name(""))}carryOver(){let e=this.
bundle(),n=j(e,this.lessons);if(w(e)!==w(n)){for(let[r,s]of Object.entries(n.answers))this.keepAnswer(r,s);for(let r of Object.keys(e.answers))r in n.answers||this.keepAnswer(r,null);
this.write({exercises:n.exercises,quizzes:n.quizzes})}}write(e){this.newer||this.set("progress",w(e)),this.changed()}name(e){return`wikiskills:${this.site}:${e}`}get(e){let n=this.
name(e);return this.kept?this.place.getItem(n):this.memory.get(n)??null}set(e,n){let r=this.name(e);n===null?this.remove(r):this.kept?this.store(r,n):this.memory.set(r,n)}store(e,n){
try{this.place.setItem(e,n)}catch{for(let r of this.keys())this.memory.set(r,this.place.getItem(r)??"");this.kept=!1,this.memory.set(e,n)}}remove(e){this.kept?this.place.removeItem(
e):this.memory.delete(e)}keys(){return(this.kept?Array.from({length:this.place.length},(n,r)=>this.place.key(r)??""):[...this.memory.keys()]).filter(n=>n.startsWith(this.name("")))}};
function J(){try{return window.localStorage}catch{return}}var S=document.currentScript.src;function Me(){let t=document.querySelector("meta[name=wikiskills-renamed]")?.content??"";return new Map(t.split(" ").filter(Boolean).map(e=>e.split(
":")))}var p=new z(J(),new URL("..",S).pathname,Me()),Y=()=>document.querySelector("[data-page-lesson]")?.dataset.pageLesson??"";function Z(){F(p.record(),Y()),V(p)}async function Te(){
let t=c(".ws-runner:not([data-ready])");if(t.length)try{let{attach:e}=await import(new URL("runner.js",S).href);e(t,p)}catch(e){console.warn(e)}}async function Ae(){let t=c(".ws-ke\
ep:not([data-ready])");if(!(!t.length||!navigator.serviceWorker||!("caches"in window)))try{let{attach:e}=await import(new URL("keep.js",S).href);await e(t,new URL("..",S).href)}catch(e){
console.warn(e)}}function X(){D(),G(Y(),p),P(),Q(p),Z(),Te(),Ae()}function He(){W(),p.subscribe(Z),addEventListener("storage",t=>{p.owns(t.key)&&p.changed()}),window.document$?window.
document$.subscribe(X):X()}globalThis.wikiskillsWords&&He();})();
