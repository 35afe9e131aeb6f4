"use strict";(()=>{function c(n,e="",t=""){let r=document.createElement(n);return e&&(r.className=e),t&&(r.textContent=t),r}function h(n,e,t){let r=c("button",n,e);return r.type="button",r.addEventListener(
"click",t),r}function l(n,e=document){return[...e.querySelectorAll(n)]}function q(n){return(n??"").split(/\s+/).filter(Boolean)}var S=()=>globalThis.wikiskillsWords?.locale??"en";function ee(n){let[e="",t=""]=n.split("."),r=globalThis.wikiskillsWords?.[e];return typeof r=="object"?r[t]:void 0}function i(n,e={}){let t=ee(n)??n;return(typeof t=="string"?t:t[te(Number(e.count))]??t.other).replace(/\{(\w+)\}/g,(s,o)=>{let a=e[o]??"";return typeof a=="number"?new Intl.NumberFormat(
S()).format(a):a})}var te=n=>new Intl.PluralRules(S()).select(n);function $(n){return n.filter(Boolean).reduce((e,t)=>e?i("units.list",{first:e,second:t}):t,"")}function _(n){return new Intl.
NumberFormat(S(),{style:"percent"}).format(n/100)}function ne(n,e){return(!e.track||e.track===n.track)&&(!e.level||e.level===n.level)&&(!e.minutes||n.minutes<=Number(e.minutes))}var re=["track","level","minutes"];function j(){let n=document.
querySelector("form.ws-filters");if(!n||!n.hidden)return;let e=re.map(s=>n.elements.namedItem(s)),t=new URLSearchParams(location.search);for(let s of e){let o=t.get(s.name)??"";s.value=
o,s.selectedIndex<0&&(s.value="")}let r=()=>{let[s="",o="",a=""]=e.map(d=>d.value);oe({track:s,level:o,minutes:a},n.querySelector("[role=status]"))};n.hidden=!1,n.addEventListener(
"submit",s=>s.preventDefault()),n.addEventListener("change",()=>{r(),history.replaceState(history.state,"",se(e,location.href))}),n.addEventListener("reset",()=>setTimeout(()=>n.dispatchEvent(
new Event("change")))),r()}function se(n,e){let t=new URL(e);for(let{name:r,value:s}of n)s?t.searchParams.set(r,s):t.searchParams.delete(r);return t.href}function oe(n,e){let t=l("\
.ws-exercise-list > li");for(let o of t){let{track:a=""}=o.closest("[data-track]").dataset,{level:d=""}=o.closest("[data-level]").dataset;o.hidden=!ne({track:a,level:d,minutes:Number(
o.dataset.minutes)},n)}for(let o of l(".ws-list, .ws-list__lesson")){o.hidden=!l("li",o).some(a=>!a.hidden);for(let a of l(":scope > :is(h2, h3)[id]",o))for(let d of l(`.md-nav--se\
condary a[href$="#${a.id}"]`))d.parentElement.hidden=o.hidden}let r=t.filter(o=>!o.hidden).length,s=r===t.length?"filters.all":"filters.some";e.textContent=i(r?s:"filters.none",{shown:r,
count:t.length})}function ie(n,e,t,r){return{passed:t.filter(s=>`${e}/${s}`in n.exercises).length,exercises:t.length,right:r.filter(s=>n.quizzes[`${e}/${s}`]?.right).length,questions:r.length}}function R(n,e){
let{lesson:t="",exercises:r,quizzes:s}=e.dataset;return ie(n,t,q(r),q(s))}var I=n=>n.reduce((e,t)=>({passed:e.passed+t.passed,exercises:e.exercises+t.exercises,right:e.right+t.right,
questions:e.questions+t.questions}),{passed:0,exercises:0,right:0,questions:0});function y({passed:n,exercises:e,right:t,questions:r}){let s=e+r;return s?Math.floor(100*(n+t)/s):0}
function M({passed:n,exercises:e,right:t,questions:r}){return $([e?i("marks.exercises",{done:n,count:e}):"",r?i("marks.questions",{done:t,count:r}):""])}function P(n,e){for(let t of l(
"[id^=exercise-], .ws-exercise > h2[id]")){let r=t.id.replace(/^exercise-/,""),s=`${e}/${r}`in n.exercises;v(t,s,i("marks.passed"));for(let o of l(`.md-nav--secondary a[href$="#${t.
id}"]`))v(o,s,i("marks.passed"))}for(let t of l("form.ws-quiz")){let r=n.quizzes[`${e}/${t.dataset.quiz}`]?.right===!0,s=t.querySelector("legend");s&&v(s,r,i("marks.answered"))}for(let t of l(
"[data-exercise]:not(.ws-runner)"))v(t,(t.dataset.exercise??"")in n.exercises,i("marks.passed"));for(let t of l(".ws-lessons [data-lesson]"))ae(n,t)}function v(n,e,t){let r=n.querySelector(
".ws-tick");if(!e)r?.remove();else if(!r){let s=c("span","ws-tick");s.append(c("span","ws-visually-hidden",` (${t})`));let o=n.querySelector(":scope > .headerlink");o?o.before(s):n.
append(s)}}function ae(n,e){let t=R(n,e);if(e.querySelector(".ws-lessons__done")?.remove(),!t.passed&&!t.right)return;let r=M(t),s=y(t)===100?i("marks.all",{what:r}):r,o=c("p","ws-\
card__meta ws-lessons__done",s);y(t)===100&&o.classList.add("ws-right"),e.append(o)}function B(){ce();let n=document.querySelector(".md-search__input")?.getAttribute("aria-label");n&&document.querySelector(".md-search")?.setAttribute("aria-label",n),document.querySelector(
".md-progress")?.setAttribute("aria-hidden","true"),document.querySelector(".md-dialog__inner")?.setAttribute("role","status")}function F(){le(),navigator.clipboard&&l(".highlight:\
not(:has(> .ws-copy))").forEach(de)}function ce(){let n=document.getElementById("__drawer"),e=c("button","ws-menu"),t=()=>e.setAttribute("aria-expanded",String(n.checked));e.type="\
button",e.setAttribute("aria-label",document.querySelector(".md-nav--primary")?.getAttribute("aria-label")??""),e.addEventListener("click",()=>n.click()),n.addEventListener("change",
t),addEventListener("keydown",r=>{r.key!=="Escape"||!n.checked||(n.click(),e.focus())}),document.querySelector(".md-header__button[for=__drawer]")?.before(e),t()}function le(){for(let n of l(
"label.md-nav__link[id]")){let e=n.previousElementSibling?.textContent?.trim();e&&!n.textContent?.trim()&&n.append(c("span","ws-visually-hidden",e))}for(let n of l(".md-typeset__sc\
rollwrap"))n.closest(".ws-table")||Object.assign(n,{tabIndex:0,role:"group",ariaLabel:i("table.label")})}function de(n){let{translations:e}=JSON.parse(document.getElementById("__co\
nfig")?.textContent??"{}"),t=c("button","ws-copy");t.type="button",t.title=e["clipboard.copy"],t.setAttribute("aria-label",t.title),t.addEventListener("click",async()=>{await navigator.
clipboard.writeText(n.querySelector("code")?.textContent??""),window.alert$?.next(e["clipboard.copied"])}),n.append(t)}var W="wikiskills-progress";var ue=/^[a-z0-9-]+\/[a-z0-9-]+$/;var O=()=>({exercises:{},quizzes:{}});function w(n){let e=(t,r)=>L(r)?Object.fromEntries(Object.entries(r).sort(([s],[o])=>s<o?-1:1)):r;return JSON.stringify({format:W,version:1,...n},
e)}function k(n){let e;try{e=JSON.parse(n)}catch{return"not-json"}return!L(e)||e.format!==W||typeof e.version!="number"?"foreign":e.version>1?"newer":{exercises:A(e.exercises,t=>pe(
t)?t:void 0),quizzes:A(e.quizzes,ge),answers:A(e.answers,t=>typeof t=="string"&&t.length<=5e4?t:void 0)}}function H(n,e){let t={...e.exercises};for(let[s,o]of Object.entries(n.exercises)){
let a=t[s];t[s]=a!==void 0&&a<o?a:o}let r={...e.quizzes};for(let[s,o]of Object.entries(n.quizzes)){let a=r[s];r[s]=a?.right&&!o.right?a:o}return{exercises:t,quizzes:r}}function N(n,e){
let[t,r]=T(n.exercises,e),[s,o]=T(n.quizzes,e),[a,d]=T(n.answers,e);return{...H({exercises:t,quizzes:s},{exercises:r,quizzes:o}),answers:{...d,...a}}}function T(n,e){let[t,r]=[{},{}];
for(let[s,o]of Object.entries(n)){let[a="",d=""]=s.split("/"),g=e.get(a);g===void 0?t[s]=o:r[`${g}/${d}`]=o}return[t,r]}function L(n){return typeof n=="object"&&n!==null&&!Array.isArray(
n)}function pe(n){return typeof n=="string"&&n.length<40&&!Number.isNaN(Date.parse(n))}function ge(n){return!L(n)||typeof n.right!="boolean"||!Array.isArray(n.chosen)?void 0:{chosen:n.
chosen.filter(t=>Number.isInteger(t)).slice(0,50),right:n.right}}function A(n,e){let t={};if(!L(n))return t;for(let[r,s]of Object.entries(n)){let o=ue.test(r)?e(s):void 0;o!==void 0&&
(t[r]=o)}return t}var me=5e6,fe={"not-json":"progress.not_json",foreign:"progress.foreign",newer:"progress.newer_file"};function D(n){let e=document.querySelector(".ws-my-progress:not([data-ready])");
if(e){e.dataset.ready="true";for(let t of l("[data-without-script]",e))t.remove();e.append(ye(n))}}function C(n){let e=n.record();for(let r of l(".ws-my-progress [data-track]")){let s=l(
"[data-lesson]",r).map(o=>{let a=R(e,o);return he(o,a),a});we(r,I(s))}let t=document.querySelector(".ws-my-progress");t?.querySelector(".ws-notice")?.remove(),(!n.kept||n.newer)&&t?.
prepend(c("p","ws-notice",n.newer?i("progress.newer"):i("progress.not_kept")))}function Q(n){return M(n)||i("progress.nothing")}function he(n,e){n.querySelector(".ws-my-progress__d\
one")?.remove();let t=c("span","ws-my-progress__done ws-minutes",Q(e));y(e)===100&&t.classList.add("ws-right"),n.append(t)}function we(n,e){let t=y(e),r=n.querySelector("h2, h3")?.
firstChild?.textContent??"",s=c("div","ws-ring");s.innerHTML='<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false"><circle cx="18" cy="18" r="15.9"/><circle cx="18" cy="18\
" r="15.9" pathLength="100" stroke-dasharray="0 100"/></svg>',s.querySelector("circle + circle")?.setAttribute("stroke-dasharray",`${t} 100`),s.setAttribute("role","img"),s.setAttribute(
"aria-label",i("progress.ring",{track:r.trim(),percent:_(t)})),s.append(c("span","",_(t)));let o=c("p","ws-my-progress__sum",Q(e));n.querySelector(".ws-ring")?.remove(),n.querySelector(
".ws-my-progress__sum")?.remove(),e.exercises+e.questions&&n.prepend(s),n.querySelector("h2, h3")?.after(o)}function ye(n){let e=c("section","ws-my-progress__tools"),t=c("p","ws-my\
-progress__status");t.setAttribute("role","status");let r=(a,d=!1)=>{t.className=`ws-my-progress__status${d?" ws-wrong":""}`,t.textContent=a},s=c("p","ws-actions"),o=ke(()=>{n.forget(),
r(i("progress.forgotten"))});return s.append(h("md-button",i("progress.download"),()=>{ve(`${w(n.bundle())}
`),r(i("progress.downloaded"))}),be(async a=>{let d=await xe(n,a);r(d.text,d.wrong)}),h("md-button",i("progress.forget"),()=>o.showModal())),e.append(c("h2","",i("progress.tools")),
c("p","",i("progress.tools_text")),s,t,o),e}function be(n){let e=c("label","md-button ws-file",i("progress.file")),t=c("input","ws-visually-hidden");return t.type="file",t.accept="\
.json,application/json",t.addEventListener("change",()=>{let[r]=t.files??[];r&&n(r),t.value=""}),e.append(t),e}async function xe(n,e){if(e.size>me)return{text:i("progress.too_large"),
wrong:!0};let t=k(await e.text());if(typeof t=="string")return{text:i(fe[t]),wrong:!0};let r=n.record();n.add(t);let s=(m,b)=>Object.keys(m).filter(x=>!(x in b)).length,o=s(t.exercises,
r.exercises),a=s(t.quizzes,r.quizzes),d={exercises:i("progress.exercises",{count:o}),questions:i("progress.questions",{count:a})};return{text:o+a?i("progress.added",d):i("progress.\
nothing_new"),wrong:!1}}function ve(n){let e=c("a");e.href=URL.createObjectURL(new Blob([n],{type:"application/json"})),e.download="my-progress.json",e.click(),setTimeout(()=>URL.revokeObjectURL(
e.href),1e4)}function ke(n){let e=c("dialog","ws-dialog"),t=c("h2","",i("progress.sure"));t.id="ws-sure",e.setAttribute("aria-labelledby",t.id);let r=c("p","ws-actions");return r.append(
h("md-button md-button--primary",i("progress.keep"),()=>e.close()),h("md-button",i("progress.forget"),()=>{e.close(),n()})),e.append(t,c("p","",i("progress.sure_text")),r),e}function Le(n,e){return n.length?n.every(t=>e.includes(t))?n.length===e.length?"right":"incomplete":"wrong":"none"}function U(n,e){for(let t of l("form.ws-quiz:not([data-ready])"))
Ee(t,n,e)}function Ee(n,e,t){let r=`${e}/${n.dataset.quiz}`,s=l("input",n),o=l(".ws-quiz__answers li",n),a=o.flatMap((u,f)=>u.dataset.correct==="true"?[f]:[]),d=n.querySelector(".w\
s-quiz__result"),g=n.querySelector("button[type=submit]"),m=h("md-button",i("answers.again"),()=>{n.reset(),d.replaceChildren(),m.hidden=!0,s[0]?.focus()}),b=()=>{let u=s.flatMap((z,Z)=>z.
checked?[Z]:[]),f=Le(u,a),Y=u.map(z=>o[z]?.querySelector(".ws-quiz__feedback"));return d.replaceChildren(...ze(f,Y)),m.hidden=f==="none",f!=="none"&&t.answerQuiz(r,{chosen:u,right:f===
"right"}),f};n.dataset.ready="true",g.hidden=!1,m.hidden=!0,g.after(" ",m),n.addEventListener("submit",u=>{u.preventDefault(),b()}),n.addEventListener("change",()=>{d.replaceChildren(),
m.hidden=!0});let x=t.record().quizzes[r]?.chosen.filter(u=>u in s)??[];for(let u of x)s[u].checked=!0;x.length&&b()}function ze(n,e){let t=n==="none"?i("answers.choose_first"):n===
"right"?i("answers.right"):i("answers.wrong"),r=e.map(o=>{let a=c("p");return a.append(...[...o?.childNodes??[]].map(d=>d.cloneNode(!0))),a}),s=n==="incomplete"?[c("p","",i("answer\
s.more"))]:[];return[c("p",n==="right"?"ws-right":"ws-wrong",t),...r,...s]}var E=class{constructor(e,t,r=new Map){this.place=e;this.site=t;this.lessons=r;let s=this.name("probe");try{if(!e)throw new Error("no storage");e.setItem(s,"1"),e.removeItem(s)}catch{
this.kept=!1}r.size&&this.carryOver()}place;site;lessons;memory=new Map;listeners=new Set;kept=!0;newer=!1;record(){let e=this.get("progress"),t=e===null?O():k(e);return this.newer=
t==="newer",typeof t=="string"?O():{exercises:t.exercises,quizzes:t.quizzes}}passExercise(e,t=new Date){let r=this.record();r.exercises[e]??=t.toISOString(),this.write(r)}answerQuiz(e,{
chosen:t,right:r}){let s=this.record();s.quizzes[e]={chosen:t,right:r||s.quizzes[e]?.right===!0},this.write(s)}answer(e){return this.get(`answer:${e}`)}keepAnswer(e,t){this.set(`an\
swer:${e}`,t)}bundle(){let e=this.name("answer:"),t={};for(let r of this.keys())r.startsWith(e)&&(t[r.slice(e.length)]=this.answer(r.slice(e.length))??"");return{...this.record(),answers:t}}add(e){
let{answers:t,...r}=N(e,this.lessons);for(let[s,o]of Object.entries(t))this.answer(s)===null&&this.keepAnswer(s,o);this.write(H(this.record(),r))}forget(){for(let e of this.keys())
this.remove(e);this.changed()}subscribe(e){this.listeners.add(e)}changed(){for(let e of this.listeners)e()}owns(e){return e===null||e.startsWith(this.name(""))}carryOver(){let e=this.
bundle(),t=N(e,this.lessons);if(w(e)!==w(t)){for(let[r,s]of Object.entries(t.answers))this.keepAnswer(r,s);for(let r of Object.keys(e.answers))r in t.answers||this.keepAnswer(r,null);
this.write({exercises:t.exercises,quizzes:t.quizzes})}}write(e){this.newer||this.set("progress",w(e)),this.changed()}name(e){return`wikiskills:${this.site}:${e}`}get(e){let t=this.
name(e);return this.kept?this.place.getItem(t):this.memory.get(t)??null}set(e,t){let r=this.name(e);t===null?this.remove(r):this.kept?this.store(r,t):this.memory.set(r,t)}store(e,t){
try{this.place.setItem(e,t)}catch{for(let r of this.keys())this.memory.set(r,this.place.getItem(r)??"");this.kept=!1,this.memory.set(e,t)}}remove(e){this.kept?this.place.removeItem(
e):this.memory.delete(e)}keys(){return(this.kept?Array.from({length:this.place.length},(t,r)=>this.place.key(r)??""):[...this.memory.keys()]).filter(t=>t.startsWith(this.name("")))}};
function V(){try{return window.localStorage}catch{return}}var J=document.currentScript.src;function qe(){let n=document.querySelector("meta[name=wikiskills-renamed]")?.content??"";return new Map(n.split(" ").filter(Boolean).map(e=>e.split(
":")))}var p=new E(V(),new URL("..",J).pathname,qe()),K=()=>document.querySelector("[data-page-lesson]")?.dataset.pageLesson??"";function X(){P(p.record(),K()),C(p)}async function Se(){
let n=l(".ws-runner:not([data-ready])");if(n.length)try{let{attach:e}=await import(new URL("runner.js",J).href);e(n,p)}catch(e){console.warn(e)}}function G(){F(),U(K(),p),j(),D(p),
X(),Se()}function _e(){B(),p.subscribe(X),addEventListener("storage",n=>{p.owns(n.key)&&p.changed()}),window.document$?window.document$.subscribe(G):G()}globalThis.wikiskillsWords&&
_e();})();
