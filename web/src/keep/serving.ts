// What a request gets on a device that keeps tracks: the network first, so that nobody reads old pages online.
import type { KeptFile, Place } from "./place";

const PATIENCE = 4000; // milliseconds that the network may take where the file is here
const OFFLINE = "offline.html";
/** Folders of Python and scripts of the theme have a digest in their names: they never change. */
const FIXED = /^py\/[^/]+\/|\.[0-9a-f]{8}\.min\.(js|css)$/;

/** Name the file of the site at `root` that a URL shows. */
export function fileAt(url: string, root: string): string {
  const { origin, pathname } = new URL(url);
  const name = decodeURI(`${origin}${pathname}`.slice(root.length));
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

/** Answers requests from a place and the network. */
export class Answers {
  private index: Promise<Map<string, KeptFile>> | undefined;

  constructor(
    private readonly place: Place,
    private readonly network: (request: Request) => Promise<Response>,
    private readonly patience = PATIENCE,
  ) {}

  /** Forget what is known of the place: it has changed. */
  changed(): void {
    this.index = undefined;
  }

  async to(request: Request): Promise<Response> {
    const name = fileAt(request.url, this.place.root);
    if (FIXED.test(name)) return (await this.kept(name)) ?? this.network(request);
    const coming = this.network(request);
    const kept = this.kept(name);
    const late = new Promise<void>((resolve) => setTimeout(resolve, this.patience));
    const first = await Promise.race([coming, late]).catch(() => undefined);
    if (first && first.status < 500) return first;
    return (await kept) ?? coming.catch((error: unknown) => this.away(request, name, error));
  }

  /**
   * Lead to a page that is here: that of a folder whose address lacks its slash, or the one that says what is missing,
   * whose links are those of its own address. Anything else fails as it does without a network.
   */
  private async away(request: Request, name: string, error: unknown): Promise<Response> {
    if (request.mode !== "navigate") throw error;
    const known = (await this.kept(`${name}/index.html`)) ? `${name}/` : (await this.kept(OFFLINE)) ? OFFLINE : undefined;
    if (known === undefined) throw error;
    return Response.redirect(new URL(known, this.place.root).href, 302);
  }

  private async kept(name: string): Promise<Response | undefined> {
    this.index ??= this.readIndex();
    const file = (await this.index).get(name);
    return file && this.place.file(file);
  }

  private async readIndex(): Promise<Map<string, KeptFile>> {
    const lists = await this.place.lists("whole");
    return new Map(lists.flatMap(({ files }) => files.map((file) => [file.path, file] as const)));
  }
}
