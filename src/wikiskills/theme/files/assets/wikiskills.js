"use strict";(()=>{function i(t,e="",n=""){let r=document.createElement(t);return e&&(r.className=e),n&&(r.textContent=n),r}function w(t,e,n){let r=i("button",t,e);return r.type="button",r.addEventListener(
"click",n),r}function c(t,e=document){return[...e.querySelectorAll(t)]}function q(t){return(t??"").split(/\s+/).filter(Boolean)}var y=(t,e,n)=>`${t} ${t===1?e:n}`;var I={table:"Table"},b={chooseFirst:"Choose an answer first.",right:"Right.",wrong:"Not right yet.",more:"Another answer fits too.",tryAgain:"Try again"},h={passed:"passed",answered:"\
answered right",lesson:(t,e,n,r)=>[e?`${t} of ${y(e,"exercise","exercises")} passed`:"",r?`${n} of ${y(r,"question","questions")} answered right`:""].filter(Boolean).join(", "),all:"\
All done:"},d={notKept:"Your browser does not let this site keep anything. Your progress lasts until you close or reload this page: download it as a file to keep it.",newer:"This b\
rowser holds progress of a newer version of this site. It is left as it is. Reload the page.",percent:t=>`${t}%`,ring:(t,e)=>`${t}: ${e}% done`,nothing:"Nothing here to do yet.",tools:"\
Take it with you",toolsText:"Your progress and your answers are kept in this browser only. To move them to another device, download them here and add the file there.",download:"Dow\
nload my progress",file:"Add progress from a file",forget:"Forget everything",sure:"Forget all progress and answers on this device?",sureText:"This cannot be undone. Download your \
progress first if you may want it again.",keep:"Keep it",forgotten:"All progress and answers on this device are forgotten.",added:(t,e)=>`Added: ${y(t,"exercise","exercises")} pass\
ed and ${y(e,"question","questions")} answered. What was here already is kept.`,nothingNew:"The file holds nothing that is not here already.",downloaded:"The file is downloaded.",notJson:"\
This file cannot be read. Choose a file that was downloaded from this page; its name ends in .json.",foreign:"This file holds no progress of a course. Choose one that was downloade\
d from this page.",newerFile:"This file comes from a newer version of the site. Reload the page and try again.",tooLarge:"This file is too large to be progress of a course."},R={count:(t,e)=>t===
e?`All ${y(e,"exercise","exercises")}`:`${t} of ${y(e,"exercise","exercises")}`,none:"No exercise fits. Choose a longer time, or another level or track."};function X(t,e){return(!e.track||e.track===t.track)&&(!e.level||e.level===t.level)&&(!e.minutes||t.minutes<=Number(e.minutes))}var ee=["track","level","minutes"];function N(){let t=document.
querySelector("form.ws-filters");if(!t||!t.hidden)return;let e=ee.map(o=>t.elements.namedItem(o)),n=new URLSearchParams(location.search);for(let o of e){let s=n.get(o.name)??"";o.value=
s,o.selectedIndex<0&&(o.value="")}let r=()=>{let[o="",s="",a=""]=e.map(l=>l.value);ne({track:o,level:s,minutes:a},t.querySelector("[role=status]"))};t.hidden=!1,t.addEventListener(
"submit",o=>o.preventDefault()),t.addEventListener("change",()=>{r(),history.replaceState(history.state,"",te(e,location.href))}),t.addEventListener("reset",()=>setTimeout(()=>t.dispatchEvent(
new Event("change")))),r()}function te(t,e){let n=new URL(e);for(let{name:r,value:o}of t)o?n.searchParams.set(r,o):n.searchParams.delete(r);return n.href}function ne(t,e){let n=c("\
.ws-exercise-list > li");for(let o of n){let{track:s=""}=o.closest("[data-track]").dataset,{level:a=""}=o.closest("[data-level]").dataset;o.hidden=!X({track:s,level:a,minutes:Number(
o.dataset.minutes)},t)}for(let o of c(".ws-list, .ws-list__lesson")){o.hidden=!c("li",o).some(s=>!s.hidden);for(let s of c(":scope > :is(h2, h3)[id]",o))for(let a of c(`.md-nav--se\
condary a[href$="#${s.id}"]`))a.parentElement.hidden=o.hidden}let r=n.filter(o=>!o.hidden).length;e.textContent=r?R.count(r,n.length):R.none}function re(t,e,n,r){return{passed:n.filter(o=>`${e}/${o}`in t.exercises).length,exercises:n.length,right:r.filter(o=>t.quizzes[`${e}/${o}`]?.right).length,questions:r.length}}function z(t,e){
let{lesson:n="",exercises:r,quizzes:o}=e.dataset;return re(t,n,q(r),q(o))}var F=t=>t.reduce((e,n)=>({passed:e.passed+n.passed,exercises:e.exercises+n.exercises,right:e.right+n.right,
questions:e.questions+n.questions}),{passed:0,exercises:0,right:0,questions:0});function v({passed:t,exercises:e,right:n,questions:r}){let o=e+r;return o?Math.floor(100*(t+n)/o):0}
function H(t,e){for(let n of c("[id^=exercise-], .ws-exercise > h2[id]")){let r=n.id.replace(/^exercise-/,""),o=`${e}/${r}`in t.exercises;k(n,o,h.passed);for(let s of c(`.md-nav--s\
econdary a[href$="#${n.id}"]`))k(s,o,h.passed)}for(let n of c("form.ws-quiz")){let r=t.quizzes[`${e}/${n.dataset.quiz}`]?.right===!0,o=n.querySelector("legend");o&&k(o,r,h.answered)}
for(let n of c("[data-exercise]:not(.ws-runner)"))k(n,(n.dataset.exercise??"")in t.exercises,h.passed);for(let n of c(".ws-lessons [data-lesson]"))oe(t,n)}function k(t,e,n){let r=t.
querySelector(".ws-tick");if(!e)r?.remove();else if(!r){let o=i("span","ws-tick");o.append(i("span","ws-visually-hidden",` (${n})`));let s=t.querySelector(":scope > .headerlink");s?
s.before(o):t.append(o)}}function oe(t,e){let n=z(t,e),{passed:r,exercises:o,right:s,questions:a}=n;if(e.querySelector(".ws-lessons__done")?.remove(),!r&&!s)return;let l=h.lesson(r,
o,s,a),g=i("p","ws-card__meta ws-lessons__done",v(n)===100?`${h.all} ${l}`:l);v(n)===100&&g.classList.add("ws-right"),e.append(g)}function O(){se();let t=document.querySelector(".md-search__input")?.getAttribute("aria-label");t&&document.querySelector(".md-search")?.setAttribute("aria-label",t),document.querySelector(
".md-progress")?.setAttribute("aria-hidden","true"),document.querySelector(".md-dialog__inner")?.setAttribute("role","status")}function P(){ie(),navigator.clipboard&&c(".highlight:\
not(:has(> .ws-copy))").forEach(ae)}function se(){let t=document.getElementById("__drawer"),e=i("button","ws-menu"),n=()=>e.setAttribute("aria-expanded",String(t.checked));e.type="\
button",e.setAttribute("aria-label",document.querySelector(".md-nav--primary")?.getAttribute("aria-label")??""),e.addEventListener("click",()=>t.click()),t.addEventListener("change",
n),addEventListener("keydown",r=>{r.key!=="Escape"||!t.checked||(t.click(),e.focus())}),document.querySelector(".md-header__button[for=__drawer]")?.before(e),n()}function ie(){for(let t of c(
"label.md-nav__link[id]")){let e=t.previousElementSibling?.textContent?.trim();e&&!t.textContent?.trim()&&t.append(i("span","ws-visually-hidden",e))}for(let t of c(".md-typeset__sc\
rollwrap"))t.closest(".ws-table")||Object.assign(t,{tabIndex:0,role:"group",ariaLabel:I.table})}function ae(t){let{translations:e}=JSON.parse(document.getElementById("__config")?.textContent??
"{}"),n=i("button","ws-copy");n.type="button",n.title=e["clipboard.copy"],n.setAttribute("aria-label",n.title),n.addEventListener("click",async()=>{await navigator.clipboard.writeText(
t.querySelector("code")?.textContent??""),window.alert$?.next(e["clipboard.copied"])}),t.append(n)}var j="wikiskills-progress";var ce=/^[a-z0-9-]+\/[a-z0-9-]+$/;var _=()=>({exercises:{},quizzes:{}});function E(t){let e=(n,r)=>T(r)?Object.fromEntries(Object.entries(r).sort(([o],[s])=>o<s?-1:1)):r;return JSON.stringify({format:j,version:1,...t},
e)}function L(t){let e;try{e=JSON.parse(t)}catch{return"not-json"}return!T(e)||e.format!==j||typeof e.version!="number"?"foreign":e.version>1?"newer":{exercises:A(e.exercises,n=>de(
n)?n:void 0),quizzes:A(e.quizzes,le),answers:A(e.answers,n=>typeof n=="string"&&n.length<=5e4?n:void 0)}}function C(t,e){let n={...e.exercises};for(let[o,s]of Object.entries(t.exercises)){
let a=n[o];n[o]=a!==void 0&&a<s?a:s}let r={...e.quizzes};for(let[o,s]of Object.entries(t.quizzes)){let a=r[o];r[o]=a?.right&&!s.right?a:s}return{exercises:n,quizzes:r}}function T(t){
return typeof t=="object"&&t!==null&&!Array.isArray(t)}function de(t){return typeof t=="string"&&t.length<40&&!Number.isNaN(Date.parse(t))}function le(t){return!T(t)||typeof t.right!=
"boolean"||!Array.isArray(t.chosen)?void 0:{chosen:t.chosen.filter(n=>Number.isInteger(n)).slice(0,50),right:t.right}}function A(t,e){let n={};if(!T(t))return n;for(let[r,o]of Object.
entries(t)){let s=ce.test(r)?e(o):void 0;s!==void 0&&(n[r]=s)}return n}var ue=5e6,he={"not-json":d.notJson,foreign:d.foreign,newer:d.newerFile};function B(t){let e=document.querySelector(".ws-my-progress:not([data-ready])");if(e){e.dataset.ready="true";
for(let n of c("[data-without-script]",e))n.remove();e.append(me(t))}}function D(t){let e=t.record();for(let r of c(".ws-my-progress [data-track]")){let o=c("[data-lesson]",r).map(
s=>{let a=z(e,s);return pe(s,a),a});ge(r,F(o))}let n=document.querySelector(".ws-my-progress");n?.querySelector(".ws-notice")?.remove(),(!t.kept||t.newer)&&n?.prepend(i("p","ws-not\
ice",t.newer?d.newer:d.notKept))}function W({passed:t,exercises:e,right:n,questions:r}){return h.lesson(t,e,n,r)||d.nothing}function pe(t,e){t.querySelector(".ws-my-progress__done")?.
remove();let n=i("span","ws-my-progress__done ws-minutes",W(e));v(e)===100&&n.classList.add("ws-right"),t.append(n)}function ge(t,e){let n=v(e),r=t.querySelector("h2, h3")?.firstChild?.
textContent??"",o=i("div","ws-ring");o.innerHTML='<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false"><circle cx="18" cy="18" r="15.9"/><circle cx="18" cy="18" r="15.9" p\
athLength="100" stroke-dasharray="0 100"/></svg>',o.querySelector("circle + circle")?.setAttribute("stroke-dasharray",`${n} 100`),o.setAttribute("role","img"),o.setAttribute("aria-\
label",d.ring(r.trim(),n)),o.append(i("span","",d.percent(n)));let s=i("p","ws-my-progress__sum",W(e));t.querySelector(".ws-ring")?.remove(),t.querySelector(".ws-my-progress__sum")?.
remove(),e.exercises+e.questions&&t.prepend(o),t.querySelector("h2, h3")?.after(s)}function me(t){let e=i("section","ws-my-progress__tools"),n=i("p","ws-my-progress__status");n.setAttribute(
"role","status");let r=(a,l=!1)=>{n.className=`ws-my-progress__status${l?" ws-wrong":""}`,n.textContent=a},o=i("p","ws-actions"),s=be(()=>{t.forget(),r(d.forgotten)});return o.append(
w("md-button",d.download,()=>{ye(`${E(t.bundle())}
`),r(d.downloaded)}),fe(async a=>{let l=await we(t,a);r(l.text,l.wrong)}),w("md-button",d.forget,()=>s.showModal())),e.append(i("h2","",d.tools),i("p","",d.toolsText),o,n,s),e}function fe(t){
let e=i("label","md-button ws-file",d.file),n=i("input","ws-visually-hidden");return n.type="file",n.accept=".json,application/json",n.addEventListener("change",()=>{let[r]=n.files??
[];r&&t(r),n.value=""}),e.append(n),e}async function we(t,e){if(e.size>ue)return{text:d.tooLarge,wrong:!0};let n=L(await e.text());if(typeof n=="string")return{text:he[n],wrong:!0};
let r=t.record();t.add(n);let o=(g,m)=>Object.keys(g).filter(x=>!(x in m)).length,s=o(n.exercises,r.exercises),a=o(n.quizzes,r.quizzes);return{text:s+a?d.added(s,a):d.nothingNew,wrong:!1}}
function ye(t){let e=i("a");e.href=URL.createObjectURL(new Blob([t],{type:"application/json"})),e.download="my-progress.json",e.click(),setTimeout(()=>URL.revokeObjectURL(e.href),1e4)}
function be(t){let e=i("dialog","ws-dialog"),n=i("h2","",d.sure);n.id="ws-sure",e.setAttribute("aria-labelledby",n.id);let r=i("p","ws-actions");return r.append(w("md-button md-but\
ton--primary",d.keep,()=>e.close()),w("md-button",d.forget,()=>{e.close(),t()})),e.append(n,i("p","",d.sureText),r),e}function ve(t,e){return t.length?t.every(n=>e.includes(n))?t.length===e.length?"right":"incomplete":"wrong":"none"}function U(t,e){for(let n of c("form.ws-quiz:not([data-ready])"))
xe(n,t,e)}function xe(t,e,n){let r=`${e}/${t.dataset.quiz}`,o=c("input",t),s=c(".ws-quiz__answers li",t),a=s.flatMap((u,f)=>u.dataset.correct==="true"?[f]:[]),l=t.querySelector(".w\
s-quiz__result"),g=t.querySelector("button[type=submit]"),m=w("md-button",b.tryAgain,()=>{t.reset(),l.replaceChildren(),m.hidden=!0,o[0]?.focus()}),x=()=>{let u=o.flatMap(($,Z)=>$.
checked?[Z]:[]),f=ve(u,a),J=u.map($=>s[$]?.querySelector(".ws-quiz__feedback"));return l.replaceChildren(...ke(f,J)),m.hidden=f==="none",f!=="none"&&n.answerQuiz(r,{chosen:u,right:f===
"right"}),f};t.dataset.ready="true",g.hidden=!1,m.hidden=!0,g.after(" ",m),t.addEventListener("submit",u=>{u.preventDefault(),x()}),t.addEventListener("change",()=>{l.replaceChildren(),
m.hidden=!0});let M=n.record().quizzes[r]?.chosen.filter(u=>u in o)??[];for(let u of M)o[u].checked=!0;M.length&&x()}function ke(t,e){let n=t==="none"?b.chooseFirst:t==="right"?b.right:
b.wrong,r=e.map(s=>{let a=i("p");return a.append(...[...s?.childNodes??[]].map(l=>l.cloneNode(!0))),a}),o=t==="incomplete"?[i("p","",b.more)]:[];return[i("p",t==="right"?"ws-right":
"ws-wrong",n),...r,...o]}var S=class{constructor(e,n){this.place=e;this.site=n;let r=this.name("probe");try{if(!e)throw new Error("no storage");e.setItem(r,"1"),e.removeItem(r)}catch{this.kept=!1}}place;site;memory=new Map;listeners=new Set;kept=!0;newer=!1;record(){
let e=this.get("progress"),n=e===null?_():L(e);return this.newer=n==="newer",typeof n=="string"?_():{exercises:n.exercises,quizzes:n.quizzes}}passExercise(e,n=new Date){let r=this.
record();r.exercises[e]??=n.toISOString(),this.write(r)}answerQuiz(e,{chosen:n,right:r}){let o=this.record();o.quizzes[e]={chosen:n,right:r||o.quizzes[e]?.right===!0},this.write(o)}answer(e){
return this.get(`answer:${e}`)}keepAnswer(e,n){this.set(`answer:${e}`,n)}bundle(){let e=this.name("answer:"),n={};for(let r of this.keys())r.startsWith(e)&&(n[r.slice(e.length)]=this.
answer(r.slice(e.length))??"");return{...this.record(),answers:n}}add(e){for(let[n,r]of Object.entries(e.answers))this.answer(n)===null&&this.keepAnswer(n,r);this.write(C(this.record(),
e))}forget(){for(let e of this.keys())this.remove(e);this.changed()}subscribe(e){this.listeners.add(e)}changed(){for(let e of this.listeners)e()}owns(e){return e===null||e.startsWith(
this.name(""))}write(e){this.newer||this.set("progress",E(e)),this.changed()}name(e){return`wikiskills:${this.site}:${e}`}get(e){let n=this.name(e);return this.kept?this.place.getItem(
n):this.memory.get(n)??null}set(e,n){let r=this.name(e);n===null?this.remove(r):this.kept?this.store(r,n):this.memory.set(r,n)}store(e,n){try{this.place.setItem(e,n)}catch{for(let r of this.
keys())this.memory.set(r,this.place.getItem(r)??"");this.kept=!1,this.memory.set(e,n)}}remove(e){this.kept?this.place.removeItem(e):this.memory.delete(e)}keys(){return(this.kept?Array.
from({length:this.place.length},(n,r)=>this.place.key(r)??""):[...this.memory.keys()]).filter(n=>n.startsWith(this.name("")))}};function K(){try{return window.localStorage}catch{return}}var Y=document.currentScript.src,p=new S(K(),new URL("..",Y).pathname),V=()=>document.querySelector("[data-page-lesson]")?.dataset.pageLesson??"";function G(){H(p.record(),V()),D(p)}
async function Ee(){let t=c(".ws-runner:not([data-ready])");if(t.length)try{let{attach:e}=await import(new URL("runner.js",Y).href);e(t,p)}catch(e){console.warn(e)}}function Q(){P(),
U(V(),p),N(),B(p),G(),Ee()}O();p.subscribe(G);addEventListener("storage",t=>{p.owns(t.key)&&p.changed()});window.document$?window.document$.subscribe(Q):Q();})();
