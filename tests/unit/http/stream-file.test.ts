import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { streamFile } from "@/lib/http/stream-file";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lines without an end, and whether they were let go. */
function makeLines() {
  const state = { closed: false };
  async function* lines() {
    try {
      for (;;) yield "a line\n";
    } finally {
      state.closed = true;
    }
  }
  return { state, lines: lines() };
}

const file = { name: "lines.txt", type: "text/plain" };

test("who stops reading lets go of what the file holds", async () => {
  const { state, lines } = makeLines();
  const reader = streamFile(file, lines).body?.getReader();
  await reader?.read();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(state.closed).toBe(false);

  await vi.advanceTimersByTimeAsync(2_000);

  expect(state.closed).toBe(true);
});

test("who reads on has all the time there is", async () => {
  const { state, lines } = makeLines();
  const reader = streamFile(file, lines).body?.getReader();
  for (let minute = 0; minute < 10; minute += 1) {
    await vi.advanceTimersByTimeAsync(50_000);
    expect((await reader?.read())?.done).toBe(false);
  }

  expect(state.closed).toBe(false);
  await reader?.cancel();
  expect(state.closed).toBe(true);
});
