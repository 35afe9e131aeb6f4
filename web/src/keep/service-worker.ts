// Serves kept tracks where there is no network. It is registered when somebody keeps the first track.
import { Place } from "./place";
import { Answers } from "./serving";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const scope = self as unknown as Scope;
const root = scope.registration.scope;
const answers = new Answers(new Place(caches, root), (request) => fetch(request));

scope.addEventListener("install", (event) => (event as Lasting).waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => (event as Lasting).waitUntil(scope.clients.claim()));
scope.addEventListener("message", () => answers.changed());
scope.addEventListener("fetch", (event) => {
  const { request } = event as Asked;
  const ours = request.method === "GET" && request.url.startsWith(root);
  // Downloads go past all caches, and past this.
  if (ours && request.cache !== "no-store") (event as Asked).respondWith(answers.to(request));
});
