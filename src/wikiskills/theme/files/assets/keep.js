function p(i,t="",e=""){let n=document.createElement(i);return t&&(n.className=t),e&&(n.textContent=e),n}function g(i,t,e){let n=p("button",i,t);return n.type="button",n.addEventListener(
"click",e),n}var y=()=>globalThis.wikiskillsWords?.locale??"en";function x(i){let[t="",e=""]=i.split("."),n=globalThis.wikiskillsWords?.[t];return typeof n=="object"?n[e]:void 0}function l(i,t={}){let e=x(i)??i;return(typeof e=="string"?e:e[P(Number(t.count))]??e.other).replace(/\{(\w+)\}/g,(s,r)=>{let o=t[r]??"";return typeof o=="number"?new Intl.NumberFormat(
y()).format(o):o})}var P=i=>new Intl.PluralRules(y()).select(i);function u(i){return i<1e6?l("units.kilobytes",{count:Math.max(1,Math.round(i/1e3))}):l("units.megabytes",{count:Math.round(i/1e6)})}var f=class{constructor(t,e){this.storage=t;this.root=e}storage;root;async list(t,e){return(await this.look(this.listKey(t,e)))?.json()}async putList(t,e,n){await(await this.open()).
put(this.listKey(t,e),new Response(JSON.stringify(n)))}async dropList(t,e){await(await this.open()).delete(this.listKey(t,e))}async lists(t=""){let e=(await this.names()).filter(n=>n.
startsWith(`${this.root}.kept/lists/${t}`));return Promise.all(e.map(async n=>(await this.look(n)).json()))}async file(t){return this.look(this.fileKey(t))}async putFile(t,e){await(await this.
open()).put(this.fileKey(t),e)}async missing(t){let e=new Set(await this.names());return t.files.filter(n=>!e.has(this.fileKey(n)))}async sweep(){let t=await this.lists(),e=new Set(
t.flatMap(({files:n})=>n.map(s=>this.fileKey(s))));for(let n of await this.names())n.startsWith(`${this.root}.kept/files/`)&&!e.has(n)&&await(await this.open()).delete(n);return t.
length||await this.storage.delete(this.name()),t.length>0}open(){return this.storage.open(this.name())}look(t){return this.storage.match(t,{cacheName:this.name()})}async names(){return await this.
storage.has(this.name())?(await(await this.open()).keys()).map(({url:t})=>t):[]}name(){return`wikiskills:${new URL(this.root).pathname}:kept`}listKey(t,e){return`${this.root}.kept/\
lists/${e}/${t}`}fileKey({path:t,revision:e}){return`${this.root}.kept/files/${e}${/\.\w+$/.exec(t)?.[0]??""}`}};function d(i){return i.reduce((t,{bytes:e})=>t+e,0)}var S=4,h=class extends Error{constructor(e){super(e.kind);this.fault=e}fault};async function b(i,t,e,n,s){try{await i.putList(t,"coming",e),await M(i,e,n,s),await i.putList(t,"who\
le",e),await i.dropList(t,"coming"),await i.sweep();return}catch(r){return T(r,s)}}async function k(i,t){return await i.dropList(t,"whole"),await i.dropList(t,"coming"),i.sweep()}async function M(i,t,e,n){
let s=await i.missing(t),r=d(t.files)-d(s);e(r);let a=Array.from({length:S},async()=>{for(let c=s.shift();c;c=s.shift())await i.putFile(c,await E(i.root,c,n)),r+=c.bytes,e(r)});try{
await Promise.all(a)}finally{s.length=0,await Promise.allSettled(a)}}async function E(i,t,e){let n=new URL(t.path.replace(/(^|\/)index\.html$/,"$1"),i),s=await fetch(n,{cache:"no-s\
tore",signal:e}).catch(a=>{throw e.aborted?a:new h({kind:"unreachable",what:t.path})});if(s.status===404)throw new h({kind:"changed"});if(!s.ok)throw new h({kind:"unreachable",what:t.
path});let r=await s.arrayBuffer().catch(()=>{throw new h({kind:"unreachable",what:t.path})});if(await F(r,t.revision.length)!==t.revision)throw new h({kind:"changed"});let o=s.headers.
get("Content-Type")??"application/octet-stream";return new Response(r,{headers:{"Content-Type":o}})}async function F(i,t){return[...new Uint8Array(await crypto.subtle.digest("SHA-2\
56",i))].map(n=>n.toString(16).padStart(2,"0")).join("").slice(0,t)}function T(i,t){if(t.aborted)return{kind:"stopped"};if(i instanceof h)return i.fault;if(i.name==="QuotaExceededE\
rror")return{kind:"full"};throw i}var m=class{constructor(t){this.place=t}place;running=new Map;at(t){return this.running.get(t)}async standing(t){let e=await this.latest(t),n=await this.place.list(t,"whole"),s=await this.
place.list(t,"coming"),r=e??s??n,o=r?d(await this.place.missing(r)):0;return{whole:n,coming:s,latest:e,missing:o}}start(t,e){let n=[],s=new AbortController,r=a=>{o.loaded=a;for(let c of n)
c()},o={loaded:0,size:d(e.files),stop:()=>s.abort(),watch:a=>n.push(a),end:this.bring(t,e,r,s.signal).finally(()=>this.running.delete(t))};return this.running.set(t,o),o}async drop(t){
let e=await k(this.place,t),n=await navigator.serviceWorker.getRegistration(this.place.root);n?.active?.postMessage("changed"),e||await n?.unregister()}async bring(t,e,n,s){let{root:r}=this.
place,o=await navigator.serviceWorker.register(new URL("sw.js",r),{scope:r});await navigator.storage?.persist?.();let a=await b(this.place,t,e,n,s);return o.active?.postMessage("ch\
anged"),a}async latest(t){let e=new URL(`assets/offline/${t}.json`,this.place.root),n=await fetch(e,{cache:"no-store"}).catch(()=>{}),s=n?.ok?await n.json():void 0;return s?.version===
1?s:void 0}};var v;async function q(i,t){v??=new m(new f(caches,t));for(let e of i)e.dataset.ready="true",await new w(e,v).draw()}var w=class{constructor(t,e){this.box=t;this.keeping=e;this.track=
t.dataset.keep??"",this.status.setAttribute("role","status"),t.append(this.parts,this.status)}box;keeping;track;parts=p("div");status=p("p","ws-keep__status");async draw(t=""){let e=this.
keeping.at(this.track);if(e)return this.follow(e);let n=await this.keeping.standing(this.track),s=n.latest&&!("quiet"in this.box.dataset);this.parts.replaceChildren(...this.shown(n)),
this.status.textContent=t,this.box.hidden=!(n.whole||n.coming||s||t)}shown({whole:t,coming:e,latest:n,missing:s}){let r=n??e;if(e&&r){let a=d(r.files),c=l("keep.partial",{loaded:u(
a-s),size:u(a)});return[p("p","",c),this.actions(this.bringer("keep.resume",r),this.remover())]}if(t){let a=n&&JSON.stringify(n.files)!==JSON.stringify(t.files),c=[p("p","",l("keep\
.kept",{size:u(d(t.files))}))];return a&&c.push(p("p","",l("keep.newer",{size:u(s)}))),[...c,this.actions(...a?[this.bringer("keep.update",n)]:[],this.remover())]}return!n||"quiet"in
this.box.dataset?[]:[p("p","",l("keep.offer",{size:u(s)})),this.actions(this.bringer("keep.keep",n))]}actions(...t){let e=p("p","ws-actions");return e.append(...t),e}bringer(t,e){return g(
"md-button",l(t),()=>{this.follow(this.keeping.start(this.track,e),!0)})}remover(){return g("md-button",l("keep.remove"),async()=>{await this.keeping.drop(this.track),await this.draw(
l("keep.removed"))})}async follow(t,e=!1){let n=p("progress"),s=p("span"),r=g("md-button",l("runner.stop"),()=>t.stop()),o=()=>{Object.assign(n,{max:t.size,value:t.loaded}),s.textContent=
l("runner.loaded",{loaded:u(t.loaded),size:u(t.size)})},a=p("p","ws-keep__progress");n.setAttribute("aria-label",l("keep.keep")),a.append(n,s),this.parts.replaceChildren(a,this.actions(
r)),this.status.textContent="",this.box.hidden=!1,e&&r.focus(),o(),t.watch(o);let c=await t.end.catch(K=>(console.warn(K),{kind:"unreachable",what:"sw.js"})),L=document.activeElement===
r;await this.draw(c?R(c):""),L&&this.parts.querySelector("button")?.focus()}};function R(i){switch(i.kind){case"unreachable":return l("keep.unreachable",{what:i.what});case"changed":
return l("keep.changed");case"full":return l("keep.full");case"stopped":return""}}export{q as attach};
