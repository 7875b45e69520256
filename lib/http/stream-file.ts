/** Whoever reads nothing for so long has gone: what the file holds open is for others too. */
const idleMs = 60_000;

/** A file that is written while it is read: no more than one page of rows is held at a time. */
export function streamFile(
  file: { name: string; type: string },
  chunks: AsyncIterable<string | Uint8Array>,
): Response {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.asyncIterator]();
  let patience: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(patience);
      const { done, value } = await iterator.next();
      if (done) return controller.close();
      controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      patience = setTimeout(() => {
        controller.error(new Error("nobody reads this file any more"));
        iterator.return?.(undefined).catch(() => undefined);
      }, idleMs).unref();
    },
    async cancel() {
      clearTimeout(patience);
      await iterator.return?.(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": file.type,
      "content-disposition": `attachment; filename="${file.name}"`,
      "cache-control": "private, no-store",
    },
  });
}
