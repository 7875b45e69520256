import { type AccountRow, listAccounts } from "@/db/queries/account-pages";
import type { Instant } from "@/lib/domain/event";
import { advicesOf, sentenceOf } from "@/lib/domain/number-words";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { AccountJson, AccountPageJson, AccountsJson } from "@/lib/wire/account";
import type { Core } from "./core";
import { getPortfolio, getZone } from "./get-portfolio";
import { iso, toRestrictionJson } from "./number-json";

export async function getAccounts(core: Core, reach: Reach, now: Date): Promise<AccountsJson> {
  const [zone, rows] = await Promise.all([
    getZone(core, reach.workspaceId),
    listAccounts(core.db, reach),
  ]);
  const moments = rows.flatMap(({ scoredAt }) => scoredAt ?? []);
  return {
    accounts: rows.map((row) => toAccountJson(row, zone, now.getTime())),
    zone,
    updatedAt: moments.length > 0 ? iso(Math.max(...moments)) : null,
  };
}

/** By our id or WhatsApp's. */
export async function getAccount(
  core: Core,
  reach: Reach,
  named: string,
  now: Date,
): Promise<AccountPageJson> {
  const [row] = await listAccounts(core.db, reach, named);
  if (!row) throw new AppError("not_found", "There is no such account.");
  const { numbers, zone, updatedAt } = await getPortfolio(core, reach, now);
  const advices = row.score ? advicesOf(row.score, zone) : [];
  return {
    ...toAccountJson(row, zone, now.getTime()),
    zone,
    updatedAt: updatedAt ?? iso(row.scoredAt),
    whatNext: advices.map(({ key, text, doneWhen }) => ({ key, text, doneWhen: doneWhen ?? null })),
    members: numbers.filter(({ account }) => account === row.account),
  };
}

function toAccountJson(row: AccountRow, zone: string, now: Instant): AccountJson {
  const { id, account, name, score, numbers } = row;
  const base = { id, account, name: name ?? `Account ${account}`, numbers };
  if (!score) {
    return {
      ...base,
      sending: "ok",
      restriction: null,
      score: null,
      band: "unknown",
      sentence: "",
      scoredAt: null,
    };
  }
  return {
    ...base,
    sending: score.sending,
    restriction: score.restriction && toRestrictionJson(score.restriction),
    score: score.score,
    band: score.band,
    sentence: sentenceOf(score, zone, now),
    scoredAt: iso(row.scoredAt),
  };
}
