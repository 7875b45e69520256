export interface Queue {
  /** Undefined when it is full: nothing was begun. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined;
}

/** Lets so many pieces of work run at once and so many wait, in the order of coming. */
export function makeQueue({ slots, mostWaiting }: { slots: number; mostWaiting: number }): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async () => {
    if (running < slots) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  // A place that becomes free is handed on, so that nobody can slip in between.
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return {
    run(work) {
      if (running >= slots && waiting.length >= mostWaiting) return undefined;
      return enter().then(work).finally(leave);
    },
  };
}
