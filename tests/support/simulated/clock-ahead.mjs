import { readFileSync } from "node:fs";

// Loaded before the product's own code (story.ts): its processes live at the time that a story tells them.
const ours = /\.build\/(?:server|worker)\/main\.mjs$/;
const lookEveryMs = 50;
/** What happens less often than this would not have slept through a leap. */
const regularMs = 1000;
const file = process.env.STORY_CLOCK;

if (file !== undefined && ours.test(process.argv[1] ?? "")) travel(file);

function travel(clock) {
  const Real = Date;
  const realNow = Date.now.bind(Date);
  let aheadMs = read(clock);
  // On the constructor itself: the framework copies its properties into one of its own.
  Real.now = () => realNow() + aheadMs;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) =>
      Reflect.construct(target, given.length > 0 ? given : [Real.now()]),
    apply: () => new Real(Real.now()).toString(),
  });
  const regular = keepRegular();
  setInterval(() => {
    const aheadNow = read(clock, aheadMs);
    const leapMs = aheadNow - aheadMs;
    aheadMs = aheadNow;
    for (const [, { act, everyMs }] of regular) if (leapMs >= everyMs) act();
  }, lookEveryMs).unref();
}

/** While it is being written it may be empty for a moment. */
function read(clock, before = 0) {
  const text = readFileSync(clock, "utf8");
  return text === "" ? before : Number(text);
}

/** Regular work that would have come round during a leap comes round at its end. */
function keepRegular() {
  const regular = new Map();
  const { setInterval: set, clearInterval: clear } = globalThis;
  globalThis.setInterval = (act, everyMs, ...more) => {
    const timer = set(act, everyMs, ...more);
    if (everyMs >= regularMs) regular.set(timer, { act: () => act(...more), everyMs });
    return timer;
  };
  globalThis.clearInterval = (timer) => {
    regular.delete(timer);
    clear(timer);
  };
  return regular;
}
