// Bring a track to this device, or take it away. What came stays: a download that stops goes on where it was.
import { type KeptFile, type KeptList, type Place, bytesOf } from "./place";

const AT_A_TIME = 4;

/** Why a track is not whole yet. */
export type Fault = { kind: "unreachable"; what: string } | { kind: "changed" | "full" | "stopped" };

class Failed extends Error {
  constructor(readonly fault: Fault) {
    super(fault.kind);
  }
}

/**
 * Fetch what is missing of a list. Only when all is here, it takes the place of the former list of the track.
 * `tell` hears how many bytes are here. Gives what went wrong, if anything did.
 */
export async function keep(
  place: Place,
  track: string,
  list: KeptList,
  tell: (loaded: number) => void,
  signal: AbortSignal,
): Promise<Fault | undefined> {
  try {
    await place.putList(track, "coming", list);
    await fetchMissing(place, list, tell, signal);
    await place.putList(track, "whole", list);
    await place.dropList(track, "coming");
    await place.sweep();
    return undefined;
  } catch (error) {
    return faultOf(error, signal);
  }
}

/** Take a track away, with all that no other track needs; tell whether any track is left. */
export async function drop(place: Place, track: string): Promise<boolean> {
  await place.dropList(track, "whole");
  await place.dropList(track, "coming");
  return place.sweep();
}

async function fetchMissing(place: Place, list: KeptList, tell: (loaded: number) => void, signal: AbortSignal) {
  const left = await place.missing(list);
  let loaded = bytesOf(list.files) - bytesOf(left);
  tell(loaded);
  const work = async (): Promise<void> => {
    for (let file = left.shift(); file; file = left.shift()) {
      await place.putFile(file, await fetched(place.root, file, signal));
      loaded += file.bytes;
      tell(loaded);
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, work);
  try {
    await Promise.all(workers);
  } finally {
    left.length = 0;
    await Promise.allSettled(workers);
  }
}

/** Fetch a file past all caches, and see that it is the one of the list. */
async function fetched(root: string, file: KeptFile, signal: AbortSignal): Promise<Response> {
  const address = new URL(file.path.replace(/(^|\/)index\.html$/, "$1"), root); // some hosts redirect from the file
  const response = await fetch(address, { cache: "no-store", signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Failed({ kind: "unreachable", what: file.path });
  });
  if (response.status === 404) throw new Failed({ kind: "changed" });
  if (!response.ok) throw new Failed({ kind: "unreachable", what: file.path });
  const content = await response.arrayBuffer().catch(() => {
    throw new Failed({ kind: "unreachable", what: file.path });
  });
  if ((await revisionOf(content, file.revision.length)) !== file.revision) throw new Failed({ kind: "changed" });
  const type = response.headers.get("Content-Type") ?? "application/octet-stream";
  return new Response(content, { headers: { "Content-Type": type } });
}

async function revisionOf(content: ArrayBuffer, length: number): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, length);
}

function faultOf(error: unknown, signal: AbortSignal): Fault {
  if (signal.aborted) return { kind: "stopped" };
  if (error instanceof Failed) return error.fault;
  if ((error as Error).name === "QuotaExceededError") return { kind: "full" };
  throw error;
}
