/** Ends a command with one line for the person who typed it, without a stack. */
export class StartFailure extends Error {}

export function fail(line) {
  throw new StartFailure(line);
}
