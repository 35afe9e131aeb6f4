/** Wrap `fetch` so that `count` is told of the bytes of each piece that arrives. */
export function countedFetch(plain: typeof fetch, count: (bytes: number) => void): typeof fetch {
  return async (...request) => {
    const response = await plain(...request);
    if (!response.ok || !response.body) return response;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, out) {
        count(piece.byteLength);
        out.enqueue(piece);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
