import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { drop, keep } from "../src/keep/keeper";
import { type KeptFile, type KeptList, Place } from "../src/keep/place";
import { Answers, fileAt } from "../src/keep/serving";

const ROOT = "https://example.org/course/";
const plainFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = plainFetch;
});

/** A browser's caches, in memory. */
function memory(): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const cache = (entries: Map<string, Response>) => ({
    put: async (key: string, value: Response) => void entries.set(key, value),
    match: async (key: string) => entries.get(key)?.clone(),
    delete: async (key: string) => entries.delete(key),
    keys: async () => [...entries.keys()].map((url) => ({ url })),
  });
  return {
    has: async (name: string) => all.has(name),
    open: async (name: string) => cache(all.get(name) ?? all.set(name, new Map()).get(name)!),
    match: async (key: string, { cacheName = "" } = {}) => all.get(cacheName)?.get(key)?.clone(),
    delete: async (name: string) => all.delete(name),
    keys: async () => [...all.keys()],
  } as unknown as CacheStorage;
}

async function listOf(files: Record<string, string>): Promise<KeptList> {
  const kept = Object.entries(files).map(async ([path, text]): Promise<KeptFile> => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return { path, bytes: text.length, revision: Buffer.from(digest).toString("hex").slice(0, 32) };
  });
  return { version: 1, files: await Promise.all(kept) };
}

/** Let a site have these files; give the paths that are asked for. */
function publish(files: Record<string, string>): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (address, settings) => {
    assert.equal(settings?.cache, "no-store");
    const path = String(address).slice(ROOT.length);
    asked.push(path);
    const text = files[path.endsWith("/") || path === "" ? `${path}index.html` : path];
    if (text === "away") throw new TypeError("no network");
    return text === undefined ? new Response("", { status: 404 }) : new Response(text, { headers: { "Content-Type": "x/y" } });
  };
  return asked;
}

const silent = (): void => {};
const bring = (place: Place, track: string, list: KeptList, tell = silent as (loaded: number) => void) =>
  keep(place, track, list, tell, new AbortController().signal);
const text = async (place: Place, list: KeptList, path: string) =>
  (await place.file(list.files.find((file) => file.path === path)!))?.text();

test("a track is kept whole, with the types of its files", async () => {
  const place = new Place(memory(), ROOT);
  const files = { "index.html": "home", "a/index.html": "page" };
  const list = await listOf(files);
  const asked = publish(files);
  const told: number[] = [];
  assert.equal(await bring(place, "a", list, (loaded) => told.push(loaded)), undefined);
  assert.deepEqual(asked, ["", "a/"]);
  assert.equal(told.at(-1), 8);
  assert.deepEqual(await place.list("a", "whole"), list);
  assert.equal(await place.list("a", "coming"), undefined);
  assert.equal((await place.file(list.files[0]!))?.headers.get("Content-Type"), "x/y");
});

test("what came before a fault stays, and is not fetched again", async () => {
  const place = new Place(memory(), ROOT);
  const list = await listOf({ "one.txt": "1", "two.txt": "2" });
  publish({ "one.txt": "1", "two.txt": "away" });
  assert.deepEqual(await bring(place, "a", list), { kind: "unreachable", what: "two.txt" });
  assert.equal(await place.list("a", "whole"), undefined);
  assert.deepEqual((await place.missing((await place.list("a", "coming"))!)).map(({ path }) => path), ["two.txt"]);
  const asked = publish({ "one.txt": "1", "two.txt": "2" });
  assert.equal(await bring(place, "a", list), undefined);
  assert.deepEqual(asked, ["two.txt"]);
});

test("a file that is not that of the list is not kept, and the old state stays", async () => {
  const place = new Place(memory(), ROOT);
  const old = await listOf({ "one.txt": "1" });
  publish({ "one.txt": "1" });
  await bring(place, "a", old);
  publish({ "one.txt": "something else" });
  assert.deepEqual(await bring(place, "a", await listOf({ "one.txt": "new" })), { kind: "changed" });
  assert.deepEqual(await place.list("a", "whole"), old);
  assert.equal(await text(place, old, "one.txt"), "1");
});

test("a full device and a stop are told apart", async () => {
  const storage = memory();
  const place = new Place(storage, ROOT);
  const list = await listOf({ "one.txt": "1" });
  publish({ "one.txt": "1" });
  const stopped = new AbortController();
  stopped.abort();
  globalThis.fetch = async () => Promise.reject(new DOMException("stopped", "AbortError"));
  assert.deepEqual(await keep(place, "a", list, silent, stopped.signal), { kind: "stopped" });
  publish({ "one.txt": "1" });
  place.putFile = async () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  assert.deepEqual(await bring(place, "a", list), { kind: "full" });
});

test("an update removes what no track needs, and tracks share files", async () => {
  const storage = memory();
  const place = new Place(storage, ROOT);
  const site = { "shared.txt": "s", "a.txt": "a", "b.txt": "b", "a2.txt": "new" };
  publish(site);
  const a = await listOf({ "shared.txt": "s", "a.txt": "a" });
  await bring(place, "a", a);
  const asked = publish(site);
  const b = await listOf({ "shared.txt": "s", "b.txt": "b" });
  await bring(place, "b", b);
  assert.deepEqual(asked, ["b.txt"]);
  await bring(place, "a", await listOf({ "shared.txt": "s", "a2.txt": "new" }));
  assert.equal(await text(place, a, "a.txt"), undefined);
  assert.equal(await drop(place, "a"), true);
  assert.equal(await text(place, b, "shared.txt"), "s");
  assert.equal(await drop(place, "b"), false);
  assert.deepEqual(await storage.keys(), []);
});

test("who only looks leaves nothing behind", async () => {
  const storage = memory();
  const place = new Place(storage, ROOT);
  assert.equal(await place.list("a", "whole"), undefined);
  assert.equal((await place.missing(await listOf({ "one.txt": "1" }))).length, 1);
  assert.deepEqual(await place.lists(), []);
  assert.deepEqual(await storage.keys(), []);
});

test("addresses lead to files", () => {
  assert.equal(fileAt(ROOT, ROOT), "index.html");
  assert.equal(fileAt(`${ROOT}a/b/?h=x#y`, ROOT), "a/b/index.html");
  assert.equal(fileAt(`${ROOT}data/caf%C3%A9.csv`, ROOT), "data/café.csv");
});

async function keptPlace(): Promise<Place> {
  const place = new Place(memory(), ROOT);
  const files = { "a/index.html": "kept page", "py/1-ab/x.whl": "kept wheel", "offline.html": "away" };
  const list = await listOf({ ...files, "offline.html": "sorry" });
  publish({ ...files, "offline.html": "sorry" });
  assert.equal(await bring(place, "a", list), undefined);
  return place;
}

const request = (path: string, mode = "navigate") => ({ url: ROOT + path, mode }) as Request;
const fail = async (): Promise<Response> => Promise.reject(new TypeError("no network"));

test("online, the network comes first; but what never changes comes from the device", async () => {
  const answers = new Answers(await keptPlace(), async () => new Response("new"));
  assert.equal(await (await answers.to(request("a/"))).text(), "new");
  assert.equal(await (await answers.to(request("py/1-ab/x.whl", "cors"))).text(), "kept wheel");
});

test("a network that is away, silent or broken gives way to what is kept", async () => {
  const place = await keptPlace();
  const never = () => new Promise<Response>(() => {});
  const broken = async () => new Response("", { status: 503 });
  for (const network of [fail, never, broken]) {
    assert.equal(await (await new Answers(place, network, 10).to(request("a/"))).text(), "kept page");
  }
});

test("a slow answer is awaited where nothing is kept", async () => {
  const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(new Response("late")), 30));
  const answers = new Answers(await keptPlace(), slow, 1);
  assert.equal(await (await answers.to(request("other/"))).text(), "late");
});

test("a page that is not kept leads to the page that says so; other files fail", async () => {
  const answers = new Answers(await keptPlace(), fail);
  assert.equal((await answers.to(request("other/"))).headers.get("Location"), `${ROOT}offline.html`);
  assert.equal((await answers.to(request("a"))).headers.get("Location"), `${ROOT}a/`);
  await assert.rejects(answers.to(request("other.csv", "cors")), /no network/);
});

test("what was kept a moment ago is served once the change is told", async () => {
  const place = await keptPlace();
  const answers = new Answers(place, fail);
  await answers.to(request("a/"));
  publish({ "a/index.html": "second" });
  await bring(place, "a", await listOf({ "a/index.html": "second" }));
  answers.changed();
  assert.equal(await (await answers.to(request("a/"))).text(), "second");
});
