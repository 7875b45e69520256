import { listReachedNumbers } from "@/db/queries/campaign-numbers";
import { nameOfNumber } from "@/lib/domain/phone";
import type { Reach } from "@/lib/domain/reach";
import type { Core } from "./core";

export interface NamedNumber {
  id: string;
  name: string;
  clientId: string | null;
  client: string | null;
}

/** The numbers within reach, by name. */
export async function loadNumbers({ db }: Core, reach: Reach): Promise<NamedNumber[]> {
  const rows = await listReachedNumbers(db, reach);
  return rows
    .map((row) => ({
      id: row.id,
      name: nameOfNumber(row),
      clientId: row.clientId,
      client: row.client,
    }))
    .toSorted((left, right) => left.name.localeCompare(right.name));
}

/** Those of one client, or only one number; of neither, all. */
export function chooseNumbers(
  numbers: readonly NamedNumber[],
  { client, number }: { client?: string | undefined; number?: string | undefined },
): NamedNumber[] {
  return numbers.filter(
    (one) =>
      (client === undefined || one.clientId === client) &&
      (number === undefined || one.id === number),
  );
}
