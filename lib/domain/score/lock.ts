import type { Instant } from "@/lib/domain/event";
import { daysBetween, hours, localDay } from "@/lib/domain/time";
import { hourCounts } from "./hours";
import type { History } from "./history";
import type { Sanctions } from "./sanctions";
import { lockCodes } from "./window";

const enough = 3;
const healthLockCodes: ReadonlySet<number> = new Set([141008, 141014]);
const locks: ReadonlySet<number> = new Set(lockCodes);

/** Since when failures, or a health poll, say that WhatsApp locked the account without telling. Inferred: 131031 can also be a PIN mismatch. */
export function lockOf(history: History, { health }: Sanctions): Instant | null {
  const told = health.blocked;
  if (told && healthLockCodes.has(told.detail?.code ?? 0) && !deliveredAfter(history, told.at))
    return told.at;

  const hour = lastLockedHour(history);
  if (hour === null || deliveredAfter(history, hour + hours(1))) return null;
  return health.availableAt !== null && health.availableAt >= hour + hours(1) ? null : hour;
}

function lastLockedHour({ window, reinstatedAt }: History): Instant | null {
  const counts = hourCounts(window.failureHours, (code) => locks.has(code));
  let last: Instant | null = null;
  for (const [hour, count] of counts) {
    if (count >= enough && (reinstatedAt === null || hour + hours(1) > reinstatedAt))
      last = Math.max(hour, last ?? 0);
  }
  return last;
}

function deliveredAfter({ window }: History, at: Instant): boolean {
  if (window.hours.some(({ hour, all }) => hour >= at && all.delivered > 0)) return true;
  const day = localDay(at - 1, window.zone);
  return window.days.some((row) => daysBetween(day, row.day) > 0 && row.all.delivered > 0);
}
