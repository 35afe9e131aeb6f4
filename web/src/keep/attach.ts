// The box on the page of a track that keeps it on this device; My progress has one for each track that is kept.
import { button, element } from "../dom";
import { say, size } from "../words";
import type { Fault } from "./keeper";
import { type KeptList, Place, bytesOf } from "./place";
import { Keeping, type Standing, type Work } from "./work";

let keeping: Keeping | undefined;

/** Fill boxes of pages of the site at `root`. Each has the id of its track; one that is `quiet` makes no offer. */
export async function attach(boxes: HTMLElement[], root: string): Promise<void> {
  keeping ??= new Keeping(new Place(caches, root));
  for (const box of boxes) {
    box.dataset.ready = "true";
    await new Box(box, keeping).draw();
  }
}

class Box {
  private readonly track: string;
  private readonly parts = element("div");
  private readonly status = element("p", "ws-keep__status");

  constructor(
    private readonly box: HTMLElement,
    private readonly keeping: Keeping,
  ) {
    this.track = box.dataset.keep ?? "";
    this.status.setAttribute("role", "status");
    box.append(this.parts, this.status);
  }

  /** Show how things stand, and what can be done; and say what has just happened. */
  async draw(said = ""): Promise<void> {
    const work = this.keeping.at(this.track);
    if (work) return this.follow(work);
    const standing = await this.keeping.standing(this.track);
    const offered = standing.latest && !("quiet" in this.box.dataset);
    this.parts.replaceChildren(...this.shown(standing));
    this.status.textContent = said;
    this.box.hidden = !(standing.whole || standing.coming || offered || said);
  }

  private shown({ whole, coming, latest, missing }: Standing): HTMLElement[] {
    const newest = latest ?? coming;
    if (coming && newest) {
      const all = bytesOf(newest.files);
      const text = say("keep.partial", { loaded: size(all - missing), size: size(all) });
      return [element("p", "", text), this.actions(this.bringer("keep.resume", newest), this.remover())];
    }
    if (whole) {
      const changed = latest && JSON.stringify(latest.files) !== JSON.stringify(whole.files);
      const lines = [element("p", "", say("keep.kept", { size: size(bytesOf(whole.files)) }))];
      if (changed) lines.push(element("p", "", say("keep.newer", { size: size(missing) })));
      return [...lines, this.actions(...(changed ? [this.bringer("keep.update", latest)] : []), this.remover())];
    }
    if (!latest || "quiet" in this.box.dataset) return [];
    const offer = element("p", "", say("keep.offer", { size: size(missing) }));
    return [offer, this.actions(this.bringer("keep.keep", latest))];
  }

  private actions(...buttons: HTMLElement[]): HTMLElement {
    const line = element("p", "ws-actions");
    line.append(...buttons);
    return line;
  }

  private bringer(key: string, list: KeptList): HTMLElement {
    return button("md-button", say(key), () => void this.follow(this.keeping.start(this.track, list), true));
  }

  private remover(): HTMLElement {
    return button("md-button", say("keep.remove"), async () => {
      await this.keeping.drop(this.track);
      await this.draw(say("keep.removed"));
    });
  }

  /** Show a download until it ends. */
  private async follow(work: Work, chosen = false): Promise<void> {
    const bar = element("progress");
    const count = element("span");
    const stop = button("md-button", say("runner.stop"), () => work.stop());
    const tell = (): void => {
      Object.assign(bar, { max: work.size, value: work.loaded });
      count.textContent = say("runner.loaded", { loaded: size(work.loaded), size: size(work.size) });
    };
    const line = element("p", "ws-keep__progress");
    bar.setAttribute("aria-label", say("keep.keep"));
    line.append(bar, count);
    this.parts.replaceChildren(line, this.actions(stop));
    this.status.textContent = "";
    this.box.hidden = false;
    if (chosen) stop.focus();
    tell();
    work.watch(tell);
    const fault = await work.end.catch((error: unknown): Fault => {
      console.warn(error);
      return { kind: "unreachable", what: "sw.js" };
    });
    const hadFocus = document.activeElement === stop;
    await this.draw(fault ? told(fault) : "");
    if (hadFocus) this.parts.querySelector("button")?.focus();
  }
}

function told(fault: Fault): string {
  switch (fault.kind) {
    case "unreachable":
      return say("keep.unreachable", { what: fault.what });
    case "changed":
      return say("keep.changed");
    case "full":
      return say("keep.full");
    case "stopped":
      return "";
  }
}
