import { afterEach, beforeEach, vi } from "vitest";

/** A test that makes the product complain on the console has found something: it fails. */
const complaints: string[] = [];

beforeEach(() => {
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      complaints.push(`console.${method}: ${words.map(String).join(" ")}`);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  const seen = complaints.splice(0);
  if (seen.length > 0) throw new Error(seen.join("\n"));
});
