import { expect, test } from "vitest";
import { makeQueue } from "@/lib/auth/queue";

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

test("lets two run, three wait, and refuses the rest at once", async () => {
  const queue = makeQueue({ slots: 2, mostWaiting: 3 });
  const { work, end } = held();

  const taken = Array.from({ length: 8 }, () => queue.run(work));

  expect(taken.map((one) => one !== undefined)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  end();
  await Promise.all(taken.filter((one) => one !== undefined));
});

test("never runs more than its slots, and all of what it took", async () => {
  const queue = makeQueue({ slots: 2, mostWaiting: 50 });
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return running;
  };

  const done = await Promise.all(Array.from({ length: 40 }, async () => queue.run(work)));

  expect([done.length, most]).toEqual([40, 2]);
});

test("work that fails gives its place back", async () => {
  const queue = makeQueue({ slots: 1, mostWaiting: 0 });

  await expect(queue.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");

  expect(await queue.run(async () => "yes")).toBe("yes");
});
