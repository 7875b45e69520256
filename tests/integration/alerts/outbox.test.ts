import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { due } from "@/db/schema";
import { hours, minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { makeSender } from "@/lib/services/send-notification";
import { sendTestMail } from "@/lib/services/send-test-mail";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { startSmtpSink, type Refuse, type SmtpSink } from "@/tests/support/smtp-sink";
import { makeCore, makeNumber, makeWorkspace, monday } from "@/tests/support/workspace";
import { type Agency, dueOf, evaluate, ist, lendDue, listMails, makeAgency } from "./agency";
import { sendFestive, sendUsualFridays } from "./campaigns";

let database: TestDatabase;
let agency: Agency;
const closers: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(makeCore(database));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test("keeps mails in the outbox when there is no mail server", async () => {
  const [id] = await queueMail(agency.core);

  await send(agency.core, id, monday);

  expect(await listMails(agency)).toMatchObject([{ state: "kept", attempts: 0, sentAt: null }]);
  expect(await dueOf(agency, "send")).toEqual([]);
});

test("sends what an alert wrote, picture included", async () => {
  const sink = await startSink();
  const core = withServer(sink);
  const kite = await makeNumber(core, agency.workspace.id, { name: "Kite Fashion – Offers" });
  await sendUsualFridays(agency, kite);
  await sendFestive(agency, kite);
  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  await evaluate(agency, kite, ist("2026-11-22T11:36"));

  for (const id of await dueOf(agency, "send")) await send(core, id, ist("2026-11-22T11:36"));

  const mails = await listMails(agency);
  expect(mails.map(({ state }) => state)).toEqual(["sent", "sent"]);
  expect(new Set(sink.mails.map(({ messageId }) => messageId))).toEqual(
    new Set(mails.map(({ messageId }) => messageId)),
  );
  expect(sink.mails[0]?.attachments[0]?.cid).toBe("chart@banguard");
  const unsigned = (text = "") => text.replace(/\/(?:m|alerts)\/[\w#-]+/g, "").trim();
  expect(unsigned(sink.mails[0]?.text)).toBe(unsigned(mails[0]?.text));
});

test("keeps what a demo wrote, also where mail leaves", async () => {
  const sink = await startSink();
  const core = withServer(sink);
  await core.sql`update workspaces set demo = true where id = ${agency.workspace.id}`;
  const kite = await makeNumber(core, agency.workspace.id, { name: "Kite Fashion – Offers" });
  await sendUsualFridays(agency, kite);
  await sendFestive(agency, kite);
  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  await evaluate(agency, kite, ist("2026-11-22T11:36"));

  for (const id of await dueOf(agency, "send")) await send(core, id, ist("2026-11-22T11:36"));

  const mails = await listMails(agency);
  expect(mails.map(({ state }) => state)).toEqual(["kept", "kept"]);
  expect(mails[0]?.subject).toMatch(/^\[Demo\] /);
  expect(sink.mails).toEqual([]);
});

test("gives up at once when the server refuses the recipient for good", async () => {
  const core = withServer(await startSink(() => ({ code: 550, text: "no such person" })));
  const [id] = await queueMail(core);

  await send(core, id, monday);

  expect(await listMails(agency)).toMatchObject([
    { state: "failed", attempts: 1, lastError: "550 EENVELOPE RCPT" },
  ]);
  expect(await dueOf(agency, "send")).toEqual([]);
});

test("tries again after 1, 5, 15 and 60 minutes, then every hour", async () => {
  const core = withServer(await startSink(() => ({ code: 451, text: "later" })));
  const [id] = await queueMail(core);
  const waits: number[] = [];
  let now = monday;

  for (let attempt = 0; attempt < 6; attempt += 1) {
    await send(core, id, now);
    const next = await nextAttempt(id);
    waits.push(next.getTime() - now.getTime());
    now = next;
  }

  expect(waits).toEqual([1, 5, 15, 60, 60, 60].map(minutes));
  expect(await listMails(agency)).toMatchObject([{ state: "queued", attempts: 6 }]);
});

test("gives up after a day", async () => {
  const core = withServer(await startSink(() => ({ code: 451, text: "later" })));
  const [id] = await queueMail(core);

  await send(core, id, new Date(monday.getTime() + hours(24)));

  expect(await listMails(agency)).toMatchObject([{ state: "failed" }]);
});

test("sends the same mail under the same id when the first try did not get through", async () => {
  const refuse: Refuse = (attempt) => (attempt === 1 ? { code: 451, text: "later" } : undefined);
  const sink = await startSink(refuse);
  const core = withServer(sink);
  const [id] = await queueMail(core);

  await send(core, id, monday);
  await send(core, id, new Date(monday.getTime() + minutes(1)));

  const [mail] = await listMails(agency);
  expect(mail).toMatchObject({ state: "sent", attempts: 2, lastError: null });
  expect(sink.mails.map(({ messageId }) => messageId)).toEqual([mail?.messageId]);
});

test("sends when a server that was down is up again", async () => {
  const gone = await startSmtpSink();
  await gone.close();
  const core = withServer(gone);
  const [id] = await queueMail(core);

  await send(core, id, monday);
  const down = await listMails(agency);
  const back = await startSmtpSink(undefined, gone.port);
  closers.push(back.close);
  await send(core, id, new Date(monday.getTime() + minutes(1)));

  expect(down).toMatchObject([{ state: "queued", attempts: 1 }]);
  expect(await listMails(agency)).toMatchObject([{ state: "sent" }]);
  expect(back.mails).toHaveLength(1);
});

test("does not send a mail twice", async () => {
  const sink = await startSink();
  const core = withServer(sink);
  const [id] = await queueMail(core);

  await send(core, id, monday);
  await send(core, id, monday);

  expect(sink.mails).toHaveLength(1);
});

test("sends a test mail to the one who asked", async () => {
  const sink = await startSink();
  const core = withServer(sink);

  const { state } = await sendTestMail(core, mine(), monday);
  for (const id of await dueOf(agency, "send")) await send(core, id, monday);

  expect(state).toBe("queued");
  expect(sink.mails.map(({ subject }) => subject)).toEqual([
    "Banguard test mail for Bluebird Agency",
  ]);
});

test("says that a test mail stays here when there is no server", async () => {
  expect(await sendTestMail(agency.core, mine(), monday)).toEqual({ state: "kept" });
});

test("sends no test mail to a stranger", async () => {
  const other = await makeWorkspace(agency.core);

  await expect(
    sendTestMail(agency.core, { ...mine(), workspaceId: other.id }, monday),
  ).rejects.toMatchObject({ code: "not_found" });
});

function mine() {
  return { workspaceId: agency.workspace.id, userId: agency.maya };
}

async function startSink(refuse?: Refuse): Promise<SmtpSink> {
  const sink = await startSmtpSink(refuse);
  closers.push(sink.close);
  return sink;
}

function withServer({ url }: SmtpSink): Core {
  return makeCore(database, { SMTP_URL: url, MAIL_FROM: "alerts@banguard.example" });
}

async function queueMail(core: Core): Promise<[string]> {
  await sendTestMail(core, mine(), monday);
  const [id = ""] = await dueOf(agency, "send");
  return [id];
}

async function send(core: Core, id: string, now: Date): Promise<void> {
  const { workspace } = agency;
  const sender = makeSender(core);
  closers.unshift(() => sender.close());
  const lease = await lendDue({ core, workspace }, "send", id, now);
  const claim = { workspaceId: workspace.id, kind: "send" as const, targetId: id, lease };
  await sender.send({ ...claim, lastEventAt: null, markedAt: null }, now);
}

async function nextAttempt(id: string): Promise<Date> {
  const [row] = await agency.core.db
    .select({ dueAt: due.dueAt })
    .from(due)
    .where(
      and(eq(due.workspaceId, agency.workspace.id), eq(due.kind, "send"), eq(due.targetId, id)),
    );
  return row?.dueAt ?? new Date(0);
}
