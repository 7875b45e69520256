import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clients, numbers } from "@/db/schema";
import { and, eq } from "drizzle-orm";
import { ensureDays } from "@/db/queries/partitions";
import { acknowledgeAlert } from "@/lib/services/acknowledge-alert";
import type { Core } from "@/lib/services/core";
import { resolveAlert } from "@/lib/services/resolve-alert";
import { tellGathered } from "@/lib/services/tell-gathered";
import { channelEventJson } from "@/lib/wire/channel-event";
import { z } from "@/lib/wire/zod";
import { wholeWorkspace } from "@/lib/domain/reach";
import { type Account, makeAccount, makeSister, tell } from "@/tests/integration/alerts/account";
import {
  type Agency,
  claim,
  evaluate,
  ist,
  listAlerts,
  listMails,
  makeAgency,
} from "@/tests/integration/alerts/agency";
import { leak } from "@/tests/integration/alerts/campaigns";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, makeNumber } from "@/tests/support/workspace";
import { addChannel, callAll, listAllCalls, maya } from "./channel";
import { type Receiver, startReceiver } from "./receiver";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let account: Account;
let deals: string;
let receiver: Receiver;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example", OUTBOUND_PRIVATE: "1" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  await ensureDays(core.sql, ist("2026-09-20T00:00"), ist("2026-11-30T00:00"));
  account = await makeAccount(agency, "Roast & Co <!channel>");
  deals = await makeSister(account, "Roast & Co – Deals", "+15550100004");
  receiver = await startReceiver();
  return () => receiver.close();
});

const restrictedAt = ist("2026-10-30T14:20");
const until = ist("2026-11-02T14:20");
const later = (minutes: number) => new Date(restrictedAt.getTime() + minutes * 60_000);

async function restrict(): Promise<void> {
  const detail = { types: ["starting", "adding"] };
  const fact = { kind: "restricted", value: "starting", until: until.getTime(), detail } as const;
  await tell(account, fact, restrictedAt);
  await evaluate(agency, account.id, restrictedAt, "score_account");
  await evaluate(agency, deals, restrictedAt);
}

const bodies = () => receiver.calls.map(({ body }) => channelEventJson.parse(JSON.parse(body)));

async function act(how: typeof acknowledgeAlert, minutes: number): Promise<void> {
  const [alert] = await listAlerts(agency);
  const reach = wholeWorkspace(agency.workspace.id);
  await how(
    core,
    { reach, alertId: alert?.id ?? "", userId: agency.maya, actor: maya },
    later(minutes),
  );
  await callAll(agency, later(minutes));
}

test("a restriction is told in the mail's own words, then who is on it, then its end: one incident", async () => {
  await addChannel(agency, { address: receiver.url }, restrictedAt);
  await restrict();
  await callAll(agency, restrictedAt);
  await act(acknowledgeAlert, 5);
  await act(acknowledgeAlert, 6);
  await evaluate(agency, account.id, until, "score_account");
  await callAll(agency, until);

  const [mail] = await listMails(agency);
  const [alert] = await listAlerts(agency);
  const told = bodies();
  expect(told.map(({ type, alert: about }) => [type, about?.state])).toEqual([
    ["alert.opened", "open"],
    ["alert.acknowledged", "acknowledged"],
    ["alert.resolved", "resolved"],
  ]);
  const [opened, acknowledged, resolved] = told;
  expect(opened).toMatchObject({
    title: mail?.subject,
    reason: mail?.preview,
    link: `https://banguard.example/alerts/${alert?.id}`,
    alert: {
      id: alert?.id,
      rule: "restricted",
      severity: "high",
      account: account.id.slice(0, 15),
      target: { kind: "account", id: account.id, name: "Roast & Co <!channel>" },
      numbers: [{ id: deals, number: "+15550100004", name: "Roast & Co – Deals" }],
      score: { score: 85, band: "critical" },
    },
  });
  expect(opened?.advice.length).toBeGreaterThan(0);
  expect(opened?.text.join(" ")).toContain("starting chats and sending templates");
  expect(opened?.text.join(" ")).not.toContain("You get this because");
  expect(acknowledged?.reason).toBe("Maya is on it.");
  expect(resolved?.title).toContain("can send again");
  expect(JSON.stringify(told)).not.toContain("bluebird.example");
});

test("closed by hand, systems hear of it", async () => {
  await addChannel(agency, { address: receiver.url }, restrictedAt);
  await restrict();
  await act(resolveAlert, 5);

  expect(bodies().map(({ type, reason }) => [type, reason])).toEqual([
    ["alert.opened", expect.any(String)],
    ["alert.resolved", "Maya closed it."],
  ]);
});

test("the same evaluation again tells nothing again", async () => {
  await addChannel(agency, { address: receiver.url }, restrictedAt);
  await restrict();
  await restrict();

  expect(await listAllCalls(agency)).toHaveLength(1);
});

test("Slack gets the same words, and nobody's name calls the whole channel", async () => {
  await addChannel(agency, { kind: "slack", address: receiver.url }, restrictedAt);
  await restrict();
  await callAll(agency, restrictedAt);

  const sent = receiver.calls.map(({ body, headers }) => ({
    ...slackJson.parse(JSON.parse(body)),
    body,
    headers,
  }));
  const mails = await listMails(agency);
  expect(sent.map(({ text }) => text.split("\n").slice(0, 2))).toEqual(
    mails.slice(0, 1).map(({ subject, preview }) => [escaped(subject), escaped(preview)]),
  );
  expect(sent.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
    ["section", "section", "context", "actions"],
  ]);
  const all = sent.map(({ body }) => body).join("");
  expect(all).toContain("&lt;!channel&gt;");
  expect(all).not.toContain("<!channel>");
  expect(sent.map(({ headers }) => headers["webhook-signature"])).toEqual([undefined]);
});

const slackJson = z.object({ text: z.string(), blocks: z.array(z.object({ type: z.string() })) });

test("a channel hears only what is loud enough for it, and nothing while it is off", async () => {
  await addChannel(agency, { name: "all", address: receiver.url, fromSeverity: "info" }, later(0));
  await addChannel(
    agency,
    { name: "worst", address: `${receiver.url}2`, fromSeverity: "critical" },
    later(0),
  );
  const number = await makeNumber(core, agency.workspace.id, {
    number: "+15550300001",
    name: "Kite",
  });
  await leak(agency, number, 1, ist("2026-11-22T11:50"));
  await evaluate(agency, number, ist("2026-11-22T12:00"));
  await callAll(agency, ist("2026-11-22T12:00"));

  const [alert] = await listAlerts(agency);
  expect(alert?.severity).not.toBe("critical");
  expect(receiver.calls.map(({ path }) => path)).toEqual(["/in"]);
});

test("a channel of one client hears of no other client's numbers", async () => {
  const [own, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const at = ist("2026-10-01T00:00");
  for (const [id, name] of [
    [own, "Roast & Co"],
    [other, "Kite"],
  ] as const) {
    await core.db
      .insert(clients)
      .values({ workspaceId: agency.workspace.id, id, name, createdAt: at });
  }
  const orders = await makeSister(account, "Orders of somebody else", "+15550100005");
  await core.db.update(numbers).set({ clientId: own }).where(isNumber(deals));
  await core.db.update(numbers).set({ clientId: other }).where(isNumber(orders));
  const stranger = crypto.randomUUID();
  await addChannel(agency, { address: receiver.url, clientId: own }, at);
  const unknown = addChannel(agency, { address: receiver.url, clientId: stranger }, at);
  await expect(unknown).rejects.toThrow("no client of yours");
  await restrict();
  const number = await makeNumber(core, agency.workspace.id, { name: "Kite 2", clientId: other });
  await leak(agency, number, 1, ist("2026-11-22T11:50"));
  await evaluate(agency, number, ist("2026-11-22T12:00"));
  await callAll(agency, ist("2026-11-22T12:00"));

  expect((await listAlerts(agency)).length).toBeGreaterThan(1);
  const told = bodies();
  expect(told.map(({ alert }) => alert?.numbers.map(({ id }) => id))).toEqual([[deals]]);
  expect(JSON.stringify(told)).not.toContain("somebody else");
});

test("a flood ends in one message, as it does in one mail", async () => {
  await addChannel(agency, { address: receiver.url }, restrictedAt);
  const noon = ist("2026-11-22T12:00");
  for (let index = 0; index < 8; index += 1) {
    const id = await makeNumber(core, agency.workspace.id, {
      number: `+1555030000${index}`,
      name: `Number ${index}`,
    });
    await leak(agency, id, 1, ist("2026-11-22T11:50"));
    await evaluate(agency, id, noon);
  }
  const then = new Date(noon.getTime() + 5 * 60_000);
  await tellGathered(core, await claim(agency, "tell", agency.workspace.id, then), then);
  await callAll(agency, then);

  const told = bodies().toSorted((left, right) => left.type.localeCompare(right.type));
  expect(told.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 5 }, () => "alert.opened"),
    "alerts.gathered",
  ]);
  expect(told.at(-1)).toMatchObject({
    title: "3 new alerts: Number 5, Number 6 and Number 7",
    alert: null,
    link: "https://banguard.example/alerts",
  });
  expect(told.at(-1)?.alerts).toHaveLength(3);
});

function isNumber(id: string) {
  return and(eq(numbers.workspaceId, agency.workspace.id), eq(numbers.id, id));
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
