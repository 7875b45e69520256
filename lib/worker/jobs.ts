import { finishDue, type Claim } from "@/db/queries/due";
import { minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { countPeople } from "@/lib/services/count-people";
import { eraseClaimed } from "@/lib/services/erase-claimed";
import { forgetOld } from "@/lib/services/forget-old";
import { makeCall } from "@/lib/services/make-call";
import { lookBackFromNo } from "@/lib/services/late-no";
import { mergeTwoNumbers } from "@/lib/services/merge-numbers";
import { pollAnySource } from "@/lib/services/demo/graph";
import { playDemo } from "@/lib/services/demo/play-demo";
import { reconstructScores } from "@/lib/services/reconstruct-scores";
import { scoreClaimedAccount } from "@/lib/services/score-account";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { sendDigest } from "@/lib/services/send-digest";
import { makeSender } from "@/lib/services/send-notification";
import { tellWaiting } from "@/lib/services/tell-waiting";
import { watchSource } from "@/lib/services/watch-source";
import type { LanePlan } from "./lane";

/**
 * Lanes, so that neither a slow provider nor a slow mail server nor a receiver that hangs holds up a score or each
 * other. `scoring` need not wait for the disk at each commit: what a crash of the database takes back is still due, and
 * taken back whole.
 */
export function makeLanes(core: Core, scoring = core): LanePlan[] {
  const sender = makeSender(core);
  return [
    {
      name: "score",
      db: scoring.db,
      woken: true,
      slots: 4,
      leaseMs: minutes(1),
      jobs: {
        score: (claim, now) => scoreClaimedNumber(scoring, claim, now),
        score_account: (claim, now) => scoreClaimedAccount(scoring, claim, now),
        late_no: (claim, now) => lookBackFromNo(scoring, claim, now),
      },
    },
    {
      name: "chores",
      db: core.db,
      woken: false,
      slots: 2,
      leaseMs: minutes(10),
      jobs: {
        people: (claim, now) => countPeople(core, claim, now),
        retention: (claim, now) => forgetOld(core, claim, now),
        erase: (claim, now) => eraseClaimed(core, claim, now),
        merge: (claim, now) => mergeClaimed(core, claim, now),
        poll: (claim, now) => pollAnySource(core, claim, now),
        reconstruct: (claim, now) => reconstructScores(core, claim, now),
      },
    },
    {
      name: "mail",
      // Claimed with a commit that waits for the disk: before a mail leaves, what decided it is kept.
      db: core.db,
      woken: false,
      slots: 2,
      // Longer than the mailer waits for a server that says nothing.
      leaseMs: minutes(5),
      jobs: {
        send: (claim, now) => sender.send(claim, now),
        tell: (claim, now) => tellWaiting(core, claim, now),
        digest: (claim, now) => sendDigest(core, claim, now),
        watch: (claim, now) => watchSource(core, claim, now),
      },
    },
    {
      name: "call",
      db: core.db,
      woken: false,
      // Each hangs for a quarter of a minute at most.
      slots: 8,
      leaseMs: minutes(1),
      jobs: {
        call: (claim, now) => makeCall(core, claim, now),
      },
    },
    demoLane(core, scoring),
  ];
}

/** Through the clients that need not wait for the disk: what a crash takes back of a demo is played again. */
function demoLane(core: Core, scoring: Core): LanePlan {
  return {
    name: "demo",
    db: core.db,
    woken: false,
    slots: 2,
    leaseMs: minutes(10),
    jobs: { demo: (claim, now) => playDemo(scoring, claim, now) },
  };
}

async function mergeClaimed(core: Core, claim: Claim, now: Date): Promise<void> {
  const again = await mergeTwoNumbers(core, claim.workspaceId, claim.targetId, now);
  await finishDue(core.db, claim, again);
}
