import type { Sql, TransactionSql } from "postgres";
import { lockPeople, markLateNo, rememberAnswers } from "@/db/queries/opt-outs";
import {
  insertTies,
  listFamilies,
  listSaid,
  type SaidRow,
  type Tie,
} from "@/db/queries/person-ties";
import type { Instant } from "@/lib/domain/event";

/**
 * From now on each pair is one person: what was said under one name binds under the other (decisions 30). Events keep
 * the name they came with, and counts already made are not made again. Repeating changes nothing.
 */
export async function tiePeople(
  sql: Sql,
  workspaceId: string,
  ties: readonly Tie[],
  now: Date,
): Promise<void> {
  if (ties.length === 0) return;
  await sql.begin(async (tx) => {
    const names = ties.flatMap(({ person, alias }) => [person, alias]);
    const said = await listSaid(tx, workspaceId, names);
    if (said.length > 0) await lockPeople(tx, workspaceId, [...new Set(names)].sort());
    const fresh = await insertTies(tx, workspaceId, ties, now);
    await share(tx, workspaceId, fresh, now);
  });
}

/** Every name of a family knows the family's last no and yes. */
async function share(
  tx: TransactionSql,
  workspaceId: string,
  fresh: readonly Tie[],
  now: Date,
): Promise<void> {
  const heads = [...new Set(fresh.map(({ person }) => person))];
  const families = await listFamilies(tx, workspaceId, heads);
  const everybody = [...new Set([...families.values()].flat())];
  const said = new Map(
    (await listSaid(tx, workspaceId, everybody)).map((row) => [row.person, row] as const),
  );
  if (said.size === 0) return;
  for (const family of families.values()) {
    const rows = family.flatMap((person) => said.get(person) ?? []);
    const answers = rows.flatMap(answersIn).toSorted(byKindAndTime);
    const client = rows.find((row) => row.client !== null)?.client ?? undefined;
    const first = answers.find(({ kind }) => kind === "opted_out");
    for (const person of family) {
      for (const answer of answers) {
        await rememberAnswers(tx, workspaceId, { ...answer, person, client });
      }
      if (first && !said.get(person)?.saidNoAt) {
        await markLateNo(tx, workspaceId, person, first.at, now.getTime());
      }
    }
  }
}

/** Yes before no: a no is only the first one after the last yes. */
function answersIn({ saidNoAt, saidYesAt, saidNoOrigin, saidYesOrigin }: SaidRow): Answer[] {
  const yes = saidYesAt && {
    kind: "opted_in" as const,
    at: saidYesAt.getTime(),
    origin: saidYesOrigin,
  };
  const no = saidNoAt && {
    kind: "opted_out" as const,
    at: saidNoAt.getTime(),
    origin: saidNoOrigin,
  };
  return [yes, no].filter((answer) => answer !== null);
}

interface Answer {
  kind: "opted_in" | "opted_out";
  at: Instant;
  origin: number;
}

function byKindAndTime(left: Answer, right: Answer): number {
  return left.kind === right.kind ? left.at - right.at : left.kind === "opted_in" ? -1 : 1;
}
