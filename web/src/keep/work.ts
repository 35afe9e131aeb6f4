// The downloads that go on in this page: they outlive the boxes that show them when Material swaps pages.
import { type Fault, drop, keep } from "./keeper";
import { type KeptList, type Place, bytesOf } from "./place";

/** What is here of a track, and what the site has. Offline, nobody knows what the site has. */
export interface Standing {
  whole: KeptList | undefined;
  coming: KeptList | undefined;
  latest: KeptList | undefined;
  /** Bytes of the newest known list that are not here. */
  missing: number;
}

/** One download. */
export interface Work {
  loaded: number;
  readonly size: number;
  stop(): void;
  readonly end: Promise<Fault | undefined>;
  watch(watcher: () => void): void;
}

/** The kept tracks of this site, as a page sees them. */
export class Keeping {
  private readonly running = new Map<string, Work>();

  constructor(readonly place: Place) {}

  at(track: string): Work | undefined {
    return this.running.get(track);
  }

  async standing(track: string): Promise<Standing> {
    const latest = await this.latest(track);
    const whole = await this.place.list(track, "whole");
    const coming = await this.place.list(track, "coming");
    const newest = latest ?? coming ?? whole;
    const missing = newest ? bytesOf(await this.place.missing(newest)) : 0;
    return { whole, coming, latest, missing };
  }

  start(track: string, list: KeptList): Work {
    const watchers: (() => void)[] = [];
    const controller = new AbortController();
    const tell = (loaded: number): void => {
      work.loaded = loaded;
      for (const watcher of watchers) watcher();
    };
    const work: Work = {
      loaded: 0,
      size: bytesOf(list.files),
      stop: () => controller.abort(),
      watch: (watcher) => watchers.push(watcher),
      end: this.bring(track, list, tell, controller.signal).finally(() => this.running.delete(track)),
    };
    this.running.set(track, work);
    return work;
  }

  /** Take a track away; with the last one goes all that was set up for keeping. */
  async drop(track: string): Promise<void> {
    const left = await drop(this.place, track);
    const registration = await navigator.serviceWorker.getRegistration(this.place.root);
    registration?.active?.postMessage("changed");
    if (!left) await registration?.unregister();
  }

  private async bring(track: string, list: KeptList, tell: (loaded: number) => void, signal: AbortSignal) {
    const { root } = this.place;
    const registration = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root });
    await navigator.storage?.persist?.();
    const fault = await keep(this.place, track, list, tell, signal);
    registration.active?.postMessage("changed");
    return fault;
  }

  private async latest(track: string): Promise<KeptList | undefined> {
    const address = new URL(`assets/offline/${track}.json`, this.place.root);
    const response = await fetch(address, { cache: "no-store" }).catch(() => undefined);
    const list = response?.ok ? ((await response.json()) as KeptList) : undefined;
    return list?.version === 1 ? list : undefined;
  }
}
