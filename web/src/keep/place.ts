// Where kept tracks lie: one cache for each site. Its files are named by their content, so that tracks share them,
// a download goes on where it stopped, and a new state of the course never mixes with the old one.

/** A file of a track: its path in the site, its size, and the beginning of its SHA-256. */
export interface KeptFile {
  path: string;
  bytes: number;
  revision: string;
}

/** All files that a track needs. The format is in docs/offline.md. */
export interface KeptList {
  version: number;
  files: KeptFile[];
}

/** A `whole` list is one whose files are all here; those of a `coming` one are still being fetched. */
export type Stage = "whole" | "coming";

/** The kept tracks of the site at `root`, a URL that ends in a slash. */
export class Place {
  constructor(
    private readonly storage: CacheStorage,
    readonly root: string,
  ) {}

  async list(track: string, stage: Stage): Promise<KeptList | undefined> {
    return (await this.look(this.listKey(track, stage)))?.json();
  }

  async putList(track: string, stage: Stage, list: KeptList): Promise<void> {
    await (await this.open()).put(this.listKey(track, stage), new Response(JSON.stringify(list)));
  }

  async dropList(track: string, stage: Stage): Promise<void> {
    await (await this.open()).delete(this.listKey(track, stage));
  }

  /** Give all lists of a stage; of both where none is named. */
  async lists(stage: Stage | "" = ""): Promise<KeptList[]> {
    const names = (await this.names()).filter((name) => name.startsWith(`${this.root}.kept/lists/${stage}`));
    return Promise.all(names.map(async (name) => (await this.look(name))!.json()));
  }

  async file(file: KeptFile): Promise<Response | undefined> {
    return this.look(this.fileKey(file));
  }

  async putFile(file: KeptFile, content: Response): Promise<void> {
    await (await this.open()).put(this.fileKey(file), content);
  }

  /** Give the files of a list that are not here. */
  async missing(list: KeptList): Promise<KeptFile[]> {
    const here = new Set(await this.names());
    return list.files.filter((file) => !here.has(this.fileKey(file)));
  }

  /** Remove the files that no list names; tell whether any list is left. */
  async sweep(): Promise<boolean> {
    const lists = await this.lists();
    const named = new Set(lists.flatMap(({ files }) => files.map((file) => this.fileKey(file))));
    for (const name of await this.names()) {
      if (name.startsWith(`${this.root}.kept/files/`) && !named.has(name)) await (await this.open()).delete(name);
    }
    if (!lists.length) await this.storage.delete(this.name());
    return lists.length > 0;
  }

  /** Open the cache, which makes one: who only looks must leave nothing behind. */
  private open(): Promise<Cache> {
    return this.storage.open(this.name());
  }

  private look(name: string): Promise<Response | undefined> {
    return this.storage.match(name, { cacheName: this.name() });
  }

  private async names(): Promise<string[]> {
    if (!(await this.storage.has(this.name()))) return [];
    return (await (await this.open()).keys()).map(({ url }) => url);
  }

  private name(): string {
    return `wikiskills:${new URL(this.root).pathname}:kept`;
  }

  private listKey(track: string, stage: Stage): string {
    return `${this.root}.kept/lists/${stage}/${track}`;
  }

  /** The ending of the path is part of the name: servers tell the type of a file by it. */
  private fileKey({ path, revision }: KeptFile): string {
    return `${this.root}.kept/files/${revision}${/\.\w+$/.exec(path)?.[0] ?? ""}`;
  }
}

/** Bytes of files. */
export function bytesOf(files: KeptFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
