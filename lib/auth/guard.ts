import { AppError } from "@/lib/errors";
import { makeThrottle, type Throttle } from "./throttle";

/** One per process, though the web process holds this module up to three times. */
interface Throttles {
  names: Throttle;
  places: Throttle;
}
const holderKey = Symbol.for("banguard.throttles");
const holder = globalThis as { [holderKey]?: Throttles };

/** A whole office may share an address, so it may be wrong more often than one name. */
const placeFree = 30;

function throttles(): Throttles {
  return (holder[holderKey] ??= {
    names: makeThrottle(),
    places: makeThrottle({ free: placeFree }),
  });
}

/** Who tries: the name they try, and where from (unknown where no front server says it). */
export interface Try {
  name: string;
  place: string | undefined;
}

/** One household or machine owns a whole /64 of IPv6: each of its addresses would be a place of its own. */
function placeOf(address: string | undefined): string | undefined {
  if (address === undefined || !address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const left = head.split(":").filter((group) => group !== "");
  const right = tail.split(":").filter((group) => group !== "");
  const missing = Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

/** Counts a try before its work is done: guesses sent at once would otherwise all be let in. */
export function beginTry({ name, place: address }: Try, now: Date): void {
  const place = placeOf(address);
  const { names, places } = throttles();
  const at = now.getTime();
  const waitMs = Math.max(
    names.waitMs(name, at),
    place === undefined ? 0 : places.waitMs(place, at),
  );
  if (waitMs > 0) {
    throw new AppError("too_many_requests", "Too many tries. Wait a moment, then try again.", {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
  names.failed(name, at);
  if (place !== undefined) places.failed(place, at);
}

/** The right password: the name starts anew. The place's count is taken back by one only, or one known password would open it to guessing. */
export function tryWasRight({ name, place: address }: Try): void {
  const place = placeOf(address);
  const { names, places } = throttles();
  names.succeeded(name);
  if (place !== undefined) places.forgiven(place);
}
