import { log } from "@/lib/log";

/** Next and next-auth write errors as they are: statements with their parameters, and line ends that a stranger chose. */
export function sendConsoleToLog(): void {
  for (const level of ["log", "info", "debug", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      if (level === "error") log.error("the framework reports", parts);
      else log.info("the framework says", { parts });
    };
  }
}
