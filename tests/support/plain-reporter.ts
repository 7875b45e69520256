import type { Reporter, TestModule } from "vitest/node";

/** The last line of every run: "N passed, N failed". A run of nothing is a failure. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const file of modules) {
      for (const test of file.children.allTests()) counts[test.result().state] += 1;
      if (file.state() === "failed" && file.errors().length > 0) counts.failed += 1;
    }
    const unfinished = counts.skipped + counts.pending;
    if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;

    const skipped = unfinished > 0 ? `, ${unfinished} skipped` : "";
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  }
}
