import { formatPhone } from "@/lib/domain/phone";
import type { AlertJson } from "@/lib/wire/alert";

/** A number without a name is called by its digits, spaced as people write them. */
export function targetWords({ targetName }: Pick<AlertJson, "targetName">): string {
  return /^\+\d+$/.test(targetName) ? formatPhone(targetName) : targetName;
}
