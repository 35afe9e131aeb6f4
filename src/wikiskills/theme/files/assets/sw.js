"use strict";(()=>{var r=class{constructor(e,t){this.storage=e;this.root=t}storage;root;async list(e,t){return(await this.look(this.listKey(e,t)))?.json()}async putList(e,t,i){await(await this.open()).
put(this.listKey(e,t),new Response(JSON.stringify(i)))}async dropList(e,t){await(await this.open()).delete(this.listKey(e,t))}async lists(e=""){let t=(await this.names()).filter(i=>i.
startsWith(`${this.root}.kept/lists/${e}`));return Promise.all(t.map(async i=>(await this.look(i)).json()))}async file(e){return this.look(this.fileKey(e))}async putFile(e,t){await(await this.
open()).put(this.fileKey(e),t)}async missing(e){let t=new Set(await this.names());return e.files.filter(i=>!t.has(this.fileKey(i)))}async sweep(){let e=await this.lists(),t=new Set(
e.flatMap(({files:i})=>i.map(n=>this.fileKey(n))));for(let i of await this.names())i.startsWith(`${this.root}.kept/files/`)&&!t.has(i)&&await(await this.open()).delete(i);return e.
length||await this.storage.delete(this.name()),e.length>0}open(){return this.storage.open(this.name())}look(e){return this.storage.match(e,{cacheName:this.name()})}async names(){return await this.
storage.has(this.name())?(await(await this.open()).keys()).map(({url:e})=>e):[]}name(){return`wikiskills:${new URL(this.root).pathname}:kept`}listKey(e,t){return`${this.root}.kept/\
lists/${t}/${e}`}fileKey({path:e,revision:t}){return`${this.root}.kept/files/${t}${/\.\w+$/.exec(e)?.[0]??""}`}};var l="offline.html",w=/^py\/[^/]+\/|\.[0-9a-f]{8}\.min\.(js|css)$/;function f(s,e){let{origin:t,pathname:i}=new URL(s),n=decodeURI(`${t}${i}`.slice(e.length));return n===""||n.endsWith(
"/")?`${n}index.html`:n}var o=class{constructor(e,t,i=4e3){this.place=e;this.network=t;this.patience=i}place;network;patience;index;changed(){this.index=void 0}async to(e){let t=f(
e.url,this.place.root);if(w.test(t))return await this.kept(t)??this.network(e);let i=this.network(e),n=this.kept(t),m=new Promise(c=>setTimeout(c,this.patience)),p=await Promise.race(
[i,m]).catch(()=>{});return p&&p.status<500?p:await n??i.catch(c=>this.away(e,t,c))}async away(e,t,i){if(e.mode!=="navigate")throw i;let n=await this.kept(`${t}/index.html`)?`${t}/`:
await this.kept(l)?l:void 0;if(n===void 0)throw i;return Response.redirect(new URL(n,this.place.root).href,302)}async kept(e){this.index??=this.readIndex();let t=(await this.index).
get(e);return t&&this.place.file(t)}async readIndex(){let e=await this.place.lists("whole");return new Map(e.flatMap(({files:t})=>t.map(i=>[i.path,i])))}};var a=self,h=a.registration.scope,d=new o(new r(caches,h),s=>fetch(s));a.addEventListener("install",s=>s.waitUntil(a.skipWaiting()));a.addEventListener("activate",s=>s.waitUntil(a.
clients.claim()));a.addEventListener("message",()=>d.changed());a.addEventListener("fetch",s=>{let{request:e}=s;e.method==="GET"&&e.url.startsWith(h)&&e.cache!=="no-store"&&s.respondWith(
d.to(e))});})();
