/** For the person at the terminal. Standard output belongs to a command's own result, so we talk on the other. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A terminal that is gone must not end us before we have stopped the rest. */
export function survivePipes() {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** Collects how long each part took. */
export function makeTimes() {
  const parts = [];
  return {
    async measure(name, work) {
      const start = performance.now();
      const result = await work();
      parts.push(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
      return result;
    },
    line: () => parts.join(" · "),
  };
}
