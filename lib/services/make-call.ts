import { type CallRow, findCall, noteCall } from "@/db/queries/calls";
import { changeChannel, type ChannelRow, findChannel, noteFailing } from "@/db/queries/channels";
import { finishDue, type Claim } from "@/db/queries/due";
import { system } from "@/lib/domain/audit";
import {
  type CallDecision,
  type CallResult,
  callWords,
  decideAfterCall,
  type OffReason,
} from "@/lib/domain/channel";
import { audit } from "./audit";
import { openSettings, signatureHeaders } from "./channel-settings";
import type { Core } from "./core";
import { type Outside, postOutside } from "./post-outside";
import type { Telling } from "./story-occasion";
import { tellChannelOff } from "./tell-channel-off";

export interface CallWay {
  outside?: Partial<Outside>;
  /** From 0 to 1: how far a further try is moved, so that many do not come back together. */
  dice?: () => number;
}

/**
 * Makes one call of a channel. No transaction is open meanwhile. Dying between the receiver's yes and our note makes it
 * again, under the same `webhook-id`, by which receivers know it.
 */
export async function makeCall(
  core: Core,
  claim: Claim,
  now: Date,
  { outside = {}, dice = Math.random }: CallWay = {},
): Promise<void> {
  const { workspaceId, targetId } = claim;
  const call = await findCall(core.db, workspaceId, targetId);
  const channel = call && (await findChannel(core.db, workspaceId, call.channelId));
  if (!channel || call.state !== "queued") return finishDue(core.db, claim, undefined);
  if (channel.state === "disabled") {
    const lastError = "Not sent: the channel was switched off.";
    await noteCall(core.db, workspaceId, call.id, { state: "failed", lastError });
    return finishDue(core.db, claim, undefined);
  }
  const began = performance.now();
  const result = await post(core, channel, call, outside, now);
  const tookMs = Math.round(performance.now() - began);
  const failingSince = channel.failingSince?.getTime();
  const attempts = call.attempts;
  const decision = decideAfterCall({ attempts, failingSince }, result, now.getTime(), dice());
  await core.db.transaction(async (db) => {
    const telling = { core, db, workspaceId, now };
    await noteCall(db, workspaceId, call.id, noteOf(decision, result, attempts + 1, tookMs, now));
    await noteChannel(telling, channel, result, decision);
    const { call: after } = decision;
    await finishDue(db, claim, after.state === "queued" ? new Date(after.at) : undefined);
  });
}

function post(
  core: Core,
  channel: ChannelRow,
  call: CallRow,
  outside: Partial<Outside>,
  now: Date,
): Promise<CallResult> {
  const settings = openSettings(core.vault, channel);
  const body = JSON.stringify(call.body);
  const signed = channel.kind === "webhook";
  const headers = {
    "content-type": "application/json",
    "user-agent": "Banguard",
    ...(signed && signatureHeaders(settings, { id: `msg_${call.id}`, body }, now)),
  };
  const { address } = settings;
  const allowPrivate = core.env.outboundPrivate;
  return postOutside({ address, headers, body }, { allowPrivate, ...outside }, now);
}

function noteOf(
  { call }: CallDecision,
  result: CallResult,
  attempts: number,
  tookMs: number,
  now: Date,
) {
  return {
    state: call.state,
    attempts,
    tookMs,
    lastStatus: result.got === "nothing" ? null : result.status,
    lastError: callWords(result),
    sentAt: call.state === "sent" ? now : null,
  };
}

async function noteChannel(
  telling: Telling,
  channel: ChannelRow,
  result: CallResult,
  { off }: CallDecision,
): Promise<void> {
  const { db, workspaceId, now } = telling;
  if (off) return switchOff(telling, channel, off);
  if (result.got !== "taken") return noteFailing(db, workspaceId, channel.id, now);
  if (channel.failingSince !== null) {
    await changeChannel(db, workspaceId, channel.id, { failingSince: null });
  }
}

/** Once, whoever finds it first: the rest of its calls end as they come up. */
async function switchOff(telling: Telling, channel: ChannelRow, off: OffReason): Promise<void> {
  const { db, workspaceId, now } = telling;
  const change = { state: "disabled", disabledBecause: off } as const;
  if (!(await changeChannel(db, workspaceId, channel.id, change, "active"))) return;
  const target = { kind: "channel", id: channel.id, name: channel.name };
  await audit(
    db,
    workspaceId,
    system,
    { action: "channel_switched_off", target, detail: { because: off } },
    now,
  );
  await tellChannelOff(telling, channel, off);
}
