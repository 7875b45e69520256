import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";
import { makeQueue } from "./queue";

/** Each piece of work takes 19 MiB and a thread for some 30 ms: a flood of sign-ins must leave threads for the rest. */
const queue = makeQueue({ slots: 2, mostWaiting: 24 });

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return (
    queue.run(work) ??
    Promise.reject(
      new AppError(
        "too_many_requests",
        "Too many people sign in just now. Try again in a moment.",
        {
          retryAfterSeconds: 2,
        },
      ),
    )
  );
}

/** argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's first recommendation. Throws too_many_requests when the queue is full. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

/** Without a hash (no such person) the same work is done, so that time tells nothing. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const right = await inTurn(async () => verify(stored ?? (await decoy()), password));
  return right && stored !== undefined;
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hash("nobody has this password");
  return decoyHash;
}
