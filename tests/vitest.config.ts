import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const database = "tests/support/test-postgres.ts";
const guards = ["tests/support/strict-console.ts", "tests/support/loopback-only.ts"];

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { tsconfigPaths: true },
  test: {
    reporters: ["default", "./tests/support/plain-reporter.ts"],
    maxWorkers: 2,
    setupFiles: guards,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          sequence: { groupOrder: 1 },
          include: ["tests/{integration,faults}/**/*.test.{ts,tsx}"],
          globalSetup: database,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          // After the others: a browser beside them would measure their load.
          sequence: { groupOrder: 2 },
          include: ["tests/e2e/**/*.test.{ts,tsx}"],
          // Pictures are made when somebody wants to look at them.
          exclude: process.env["SCREENSHOTS"] ? [] : ["tests/e2e/pictures.test.ts"],
          globalSetup: database,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
