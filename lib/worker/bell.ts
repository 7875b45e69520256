/** Lets a lane sleep until its time has come or somebody rings. A ring while nobody sleeps shortens the next sleep to nothing. */
export interface Bell {
  ring(): void;
  sleep(ms: number): Promise<void>;
}

export function makeBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(ms) {
      if (!rung && ms > 0) await pause(ms);
      rung = false;
    },
  };

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      wake = done;
    });
  }
}
