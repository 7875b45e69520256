import { listDueOf, listNumbersByPhone } from "@/db/queries/demo";
import { claimDue, type Due, type DueKind, finishDue } from "@/db/queries/due";
import { lines, type Line } from "@/lib/domain/demo/cast";
import { minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { countPeople } from "@/lib/services/count-people";
import { scoreClaimedAccount } from "@/lib/services/score-account";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { sendDigest } from "@/lib/services/send-digest";
import { sendNotification } from "@/lib/services/send-notification";
import { tellWaiting } from "@/lib/services/tell-waiting";
import { watchSource } from "@/lib/services/watch-source";
import { pollAnySource } from "./graph";

type Job = Parameters<typeof scoreClaimedNumber>;
type Work = (core: Core, claim: Job[1], now: Date) => Promise<void>;

/** The worker's own services; accounts before their numbers, since a number's alerts depend on its account's. */
const rounds: readonly Partial<Record<DueKind, Work>>[] = [
  { score_account: scoreClaimedAccount, watch: watchSource },
  { score: scoreClaimedNumber },
  { tell: tellWaiting, digest: sendDigest },
  { send: (core, claim, now) => sendNotification(core, undefined, claim, now) },
];
const slots = 4;
/** What is done at every look, whoever is meant. */
const always: ReadonlySet<DueKind> = new Set(["send", "tell", "watch", "digest"]);

/**
 * Does what the worker would have done at a moment of the past. Nobody else works for this workspace meanwhile
 * (db/queries/due.ts leaves out those being laid out).
 */
export function makePastWorker(core: Core, workspaceId: string) {
  const work = async (jobs: Partial<Record<DueKind, Work>>, at: Date, targets?: Targets) => {
    const kinds = Object.keys(jobs) as DueKind[];
    const ready = await listDueOf(core.db, workspaceId, kinds, at);
    const wanted = ready.filter(
      ({ kind, targetId }) => !targets || always.has(kind) || targets.has(targetId),
    );
    const hands = Array.from({ length: slots }, async () => {
      for (let due = wanted.shift(); due; due = wanted.shift())
        await doOne(core, due, jobs[due.kind], at);
    });
    await Promise.all(hands);
  };
  return {
    async look(at: Date, only?: readonly Line[]): Promise<void> {
      const targets = only && (await targetsOf(core, workspaceId, only));
      for (const jobs of rounds) await work(jobs, at, targets);
    },
    count: (at: Date) => work({ people: countPeople }, at),
    ask: (at: Date, sourceIds: readonly string[]) =>
      work({ poll: pollAnySource }, at, new Set(sourceIds)),
  };
}

export type PastWorker = ReturnType<typeof makePastWorker>;
type Targets = ReadonlySet<string>;

async function doOne(core: Core, due: Due, job: Work | undefined, at: Date): Promise<void> {
  const claim = await claimDue(core.db, due, new Date(at.getTime() + minutes(1)));
  if (!claim) return;
  if (job) await job(core, claim, at);
  else await finishDue(core.db, claim, undefined);
}

/** The numbers, and the accounts they belong to; sources are looked at whoever is meant. */
async function targetsOf(core: Core, workspaceId: string, only: readonly Line[]): Promise<Targets> {
  const phones = new Set<string>(only.map((line) => lines[line].number));
  const rows = await listNumbersByPhone(core.db, workspaceId);
  const meant = rows.filter(({ number }) => number !== null && phones.has(number));
  return new Set(meant.flatMap(({ id, accountId }) => (accountId ? [id, accountId] : [id])));
}
