import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { days, hours, minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { renewChannelSecret } from "@/lib/services/renew-channel-secret";
import { resendCall } from "@/lib/services/resend-call";
import { testChannel } from "@/lib/services/test-channel";
import { updateChannel } from "@/lib/services/update-channel";
import { channelEventJson } from "@/lib/wire/channel-event";
import { type Agency, dueOf, listMails, makeAgency } from "@/tests/integration/alerts/agency";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore } from "@/tests/support/workspace";
import { addChannel, auditOf, callAll, channelOf, listAllCalls, maya } from "./channel";
import { type Receiver, startReceiver } from "./receiver";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let receiver: Receiver;
const now = new Date();
const at = (ms: number) => new Date(now.getTime() + ms);

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example", OUTBOUND_PRIVATE: "1" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  receiver = await startReceiver();
  return () => receiver.close();
});

async function addTested(moment = now) {
  const channel = await addChannel(agency, { address: receiver.url }, now);
  const action = { workspaceId: agency.workspace.id, channelId: channel.id, actor: maya };
  await testChannel(core, action, moment);
  return { channel, action, secret: channel.secret ?? "" };
}

test("what leaves is signed as the official verifier wants it, and is what the schema says", async () => {
  const { secret } = await addTested();

  await callAll(agency, now);

  const [call] = receiver.calls;
  const body = new Webhook(secret).verify(call?.body ?? "", call?.headers ?? {});
  expect(channelEventJson.parse(body)).toMatchObject({
    version: "1",
    type: "test",
    workspace: { id: agency.workspace.id },
    title: expect.stringMatching(/^Banguard test for /) as string,
  });
  expect(call?.headers["content-type"]).toBe("application/json");
  const [row] = await listAllCalls(agency);
  expect(call?.headers["webhook-id"]).toBe(`msg_${row?.id}`);
  expect(row).toMatchObject({ state: "sent", attempts: 1, lastStatus: 204, lastError: null });
  expect(await dueOf(agency, "call")).toEqual([]);
});

test("a changed body or a strange secret is not verified", async () => {
  const { secret } = await addTested();
  await callAll(agency, now);
  const [call] = receiver.calls;

  const verifier = new Webhook(secret);
  const stranger = new Webhook(`whsec_${Buffer.alloc(32).toString("base64")}`);

  expect(() => verifier.verify(`${call?.body} `, call?.headers ?? {})).toThrow(
    "No matching signature",
  );
  expect(() => stranger.verify(call?.body ?? "", call?.headers ?? {})).toThrow(
    "No matching signature",
  );
});

test("for a day after a change of secret both verify, then only the new one", async () => {
  const { action, secret: old } = await addTested();
  const { secret, oldSignsUntil } = await renewChannelSecret(core, action, now);
  await callAll(agency, at(hours(24) - 1));
  await testChannel(core, action, at(hours(24) + 1));
  await callAll(agency, at(hours(24) + 1));

  const verified = receiver.calls.map(({ body, headers }) => {
    vi.setSystemTime(Number(headers["webhook-timestamp"]) * 1000);
    return [old, secret].map((one) => {
      try {
        return Boolean(new Webhook(one).verify(body, headers));
      } catch {
        return false;
      }
    });
  });
  vi.useRealTimers();

  expect(verified).toEqual([
    [true, true],
    [false, true],
  ]);
  expect(oldSignsUntil).toBe(at(hours(24)).toISOString());
  expect(await auditOf(agency)).toContain("Maya channel_secret_renewed Shop system");
});

test("a failing receiver is tried again under the same id, until it says yes", async () => {
  const { secret } = await addTested();
  receiver.status(500);
  await callAll(agency, now);
  const [failed] = await listAllCalls(agency);
  const [first] =
    await database.sql`select due_at from due where kind = 'call' and target_id = ${failed?.id ?? ""}
    and workspace_id = ${agency.workspace.id}`;
  receiver.status(200);
  await callAll(agency, at(5_000));

  const [done] = await listAllCalls(agency);
  const ids = receiver.calls.map(({ headers }) => headers["webhook-id"]);
  expect(failed).toMatchObject({
    state: "queued",
    attempts: 1,
    lastStatus: 500,
    lastError: "The receiver answered 500.",
  });
  expect(first?.["due_at"]).toEqual(at(5_000));
  expect(done).toMatchObject({ state: "sent", attempts: 2, lastError: null });
  expect(new Set(ids).size).toBe(1);
  const [, second] = receiver.calls;
  expect(new Webhook(secret).verify(second?.body ?? "", second?.headers ?? {})).toBeTruthy();
});

test("three days of failures end the message, and its row stays and can be sent again", async () => {
  const { action } = await addTested();
  receiver.status(503, { "retry-after": "60" });
  let moment = now;
  for (let n = 0; n < 10; n += 1) {
    await callAll(agency, moment);
    const [next] = await database.sql`
      select due_at from due where kind = 'call' and workspace_id = ${agency.workspace.id}`;
    moment = (next?.["due_at"] as Date | undefined) ?? moment;
  }
  const [failed] = await listAllCalls(agency);
  receiver.status(200);
  await resendCall(core, action, failed?.id ?? "", moment);
  await callAll(agency, moment);

  const [sent] = await listAllCalls(agency);
  expect(failed).toMatchObject({ state: "failed", attempts: 10, lastStatus: 503 });
  expect(sent).toMatchObject({ id: failed?.id, state: "sent", attempts: 1 });
  expect(receiver.calls).toHaveLength(11);
  expect((moment.getTime() - now.getTime()) / hours(1)).toBeCloseTo(75.6, 0);
  expect(await auditOf(agency)).toContain("Maya channel_message_resent Shop system");
});

test("an address that is gone is never called again, and the administrators are told once", async () => {
  const { channel, action } = await addTested();
  await testChannel(core, action, at(1));
  receiver.status(410);

  await callAll(agency, at(2));

  expect(receiver.calls).toHaveLength(1);
  expect(await channelOf(agency, channel.id)).toMatchObject({
    state: "disabled",
    disabledBecause: "gone",
  });
  expect((await listAllCalls(agency)).map(({ state }) => state)).toEqual(["failed", "failed"]);
  const mails = await listMails(agency);
  expect(mails.map(({ subject, userId }) => [subject, userId])).toEqual([
    ["Alerts no longer go to Shop system", agency.maya],
  ]);
  expect(await auditOf(agency)).toContain("Banguard channel_switched_off Shop system");
  await expect(testChannel(core, action, at(3))).rejects.toThrow("switch it on first");
});

test("five days of nothing but failures switch it off; one success in between begins anew", async () => {
  const { channel, action } = await addTested();
  const tryAt = async (ms: number, status: number) => {
    receiver.status(status);
    await testChannel(core, action, at(ms));
    await callAll(agency, at(ms));
    return (await channelOf(agency, channel.id))?.state;
  };

  const states = [
    await tryAt(1, 500),
    await tryAt(days(4), 200),
    await tryAt(days(5), 500),
    await tryAt(days(9), 500),
    await tryAt(days(10) + 1, 500),
  ];

  expect(states).toEqual(["active", "active", "active", "active", "disabled"]);
  const on = await updateChannel(core, action, { state: "active" }, at(days(11)));
  expect(on).toMatchObject({ state: "active", off: null, failingSince: null });
});

test("a receiver that asks for time gets it", async () => {
  await addTested();
  receiver.status(429, { "retry-after": String(minutes(45) / 1000) });

  await callAll(agency, now);

  const [next] = await database.sql`
    select due_at from due where kind = 'call' and workspace_id = ${agency.workspace.id}`;
  expect(next?.["due_at"]).toEqual(at(minutes(45)));
});

test("the same moment twice is one test, and another workspace's channel is unknown", async () => {
  const { action } = await addTested();
  await testChannel(core, action, now);
  const stranger = await makeAgency(core);
  const theirs = { ...action, workspaceId: stranger.workspace.id };

  expect(await listAllCalls(agency)).toHaveLength(1);
  await expect(testChannel(core, theirs, now)).rejects.toThrow("no such channel");
  await expect(updateChannel(core, theirs, { name: "Mine" }, now)).rejects.toThrow(
    "no such channel",
  );
  await expect(renewChannelSecret(core, theirs, now)).rejects.toThrow("no such channel");
});
