import { finishDue, markDue, type Claim } from "@/db/queries/due";
import { listSourceAccounts, markSourceNumbersDue } from "@/db/queries/polls";
import { changeSource, findSource, type SourceRow } from "@/db/queries/sources";
import { hours, minutes } from "@/lib/domain/time";
import type { Core } from "./core";
import { readCredentials } from "./credentials";
import { pollAccount, type PollResult } from "./poll-account";

const everyMs = minutes(15);
/** WhatsApp counts calls per hour. */
const throttledMs = hours(1);

/** Every 15 minutes per source with a token. A dead token is said, lowers coverage, and never freezes a rating. */
export async function pollSource(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: sourceId } = claim;
  const source = await findSource(core.db, workspaceId, sourceId);
  const credentials = source && readCredentials(core, source);
  if (!source || source.state !== "active" || credentials?.accessToken === undefined) {
    return finishDue(core.db, claim, undefined);
  }
  const token = credentials.accessToken;
  const accounts =
    credentials.account === undefined
      ? await listSourceAccounts(core.sql, workspaceId, sourceId)
      : [credentials.account];
  const results: PollResult[] = [];
  for (const wabaId of accounts) {
    results.push(await pollAccount(core, { workspaceId, sourceId, wabaId, token }, now));
  }
  await note(core, source, results, now);
  const throttled = results.some(({ kind }) => kind === "throttled");
  await finishDue(core.db, claim, new Date(now.getTime() + (throttled ? throttledMs : everyMs)));
}

async function note(core: Core, source: SourceRow, results: readonly PollResult[], now: Date) {
  const change = changeOf(results, now);
  await changeSource(core.db, source.workspaceId, source.id, change);
  if (!isNews(source, change)) return;
  await markSourceNumbersDue(core.sql, source.workspaceId, source.id, now);
  const watch = { workspaceId: source.workspaceId, kind: "watch", targetId: source.id } as const;
  await markDue(core.db, watch, now);
}

type Change = Partial<Pick<SourceRow, "tokenState" | "pollError" | "polledAt" | "subscribedAt">>;

/** What can be seen of the source's numbers has changed. */
function isNews(source: SourceRow, change: Change): boolean {
  const state = change.tokenState ?? source.tokenState;
  return state !== source.tokenState || change.pollError !== source.pollError;
}

/** The worst answer decides; only a poll that came through moves the moment of the last one. */
function changeOf(results: readonly PollResult[], now: Date): Change {
  if (results.length === 0) return { pollError: "no_account" };
  const dead = { tokenState: "dead", pollError: "token_dead" } as const;
  if (results.some(({ kind }) => kind === "dead")) return dead;
  if (results.some(({ kind }) => kind === "throttled")) return { pollError: "throttled" };
  const failed = results.find((result) => result.kind === "failed");
  if (failed) return { pollError: failed.why };
  if (results.some(({ kind }) => kind === "unknown_field")) return { pollError: "unknown_field" };
  const unsubscribed = results.some(
    (result) => result.kind === "ok" && result.subscribed === false,
  );
  const subscribed = results.every((result) => result.kind === "ok" && result.subscribed);
  return {
    tokenState: "ok",
    polledAt: now,
    pollError: unsubscribed ? "not_subscribed" : null,
    ...(subscribed && { subscribedAt: now }),
    ...(unsubscribed && { subscribedAt: null }),
  };
}
