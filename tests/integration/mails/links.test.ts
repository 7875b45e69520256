import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { memberships } from "@/db/schema";
import { days } from "@/lib/domain/time";
import { actFromMail, viewMailLink } from "@/lib/services/act-from-mail";
import { linkLifeMs, readLink } from "@/lib/services/mail-link";
import { listAlerts, listNotes } from "@/tests/integration/alerts/agency";
import { openApi } from "@/tests/support/api";
import { auditOf, linkOf, memberOf, now, ofMember, turnHigh, type Scene } from "./scene";

let api: Awaited<ReturnType<typeof openApi>>;
let scene: Scene;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  scene = await turnHigh(api.context);
});

test("does nothing when it is looked at, however often", async () => {
  const token = linkOf(scene, "on_it");

  for (let look = 0; look < 3; look += 1) await viewMailLink(api.context, token, now);

  expect((await listAlerts(scene.agency)).map(({ state }) => state)).toEqual(["open"]);
});

test("says for whom it acts, and acts once the button is pressed", async () => {
  const token = linkOf(scene, "on_it");

  const before = await viewMailLink(api.context, token, now);
  const answer = await press(token);
  const after = await viewMailLink(api.context, token, now);

  expect(before).toMatchObject({
    done: false,
    person: { name: "Maya" },
    workspace: "Bluebird Agency",
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`/m/${token}?done=1`);
  expect(after).toMatchObject({ done: true });
  expect(await listAlerts(scene.agency)).toMatchObject([
    { state: "acknowledged", acknowledgedBy: scene.agency.maya },
  ]);
  expect(await auditOf(scene.agency, "alert_acknowledged")).toMatchObject([
    { actorId: scene.agency.maya, actorName: "Maya", address: "from a mail" },
  ]);
});

test("pressed twice is done once", async () => {
  await press(linkOf(scene, "on_it"));
  await press(linkOf(scene, "on_it"));

  expect(await auditOf(scene.agency, "alert_acknowledged")).toHaveLength(1);
});

test("adds the line of what was expected to the timeline", async () => {
  await press(linkOf(scene, "expected"), { text: "Our yearly sale" });

  const notes = (await listNotes(scene.agency)).filter(({ kind }) => kind === "expected");
  expect(notes).toMatchObject([{ userId: scene.agency.maya, text: "Our yearly sale" }]);
});

test("takes no empty line", async () => {
  const answer = await press(linkOf(scene, "expected"), { text: "  " });

  expect(answer.status).toBe(400);
});

test.each([
  ["mute_1", "for 1 day"],
  ["mute_7", "for 7 days"],
] as const)("%s mutes %s", async (act, words) => {
  await press(linkOf(scene, act));

  const notes = (await listNotes(scene.agency)).filter(({ kind }) => kind === "muted");
  expect(notes.map(({ text }) => text)).toEqual([words]);
});

test.each(["weekly", "daily", "never"] as const)("sets the digest to %s", async (digest) => {
  await press(linkOf(scene, `digest_${digest}`));

  expect(await memberOf(scene.agency, scene.agency.maya)).toMatchObject({
    digest,
    receivesMails: true,
  });
});

test.each<[string, () => string | Promise<string>]>([
  [
    "forged",
    () =>
      `${linkOf(scene, "on_it").slice(0, -2)}${linkOf(scene, "on_it").endsWith("AA") ? "BB" : "AA"}`,
  ],
  [
    "of another key",
    () => linkOf(scene, "on_it", { secret: "another-secret-of-32-characters-or-more" }),
  ],
  ["too old", () => linkOf(scene, "on_it", { expiresAt: new Date(Date.now() - 1) })],
  [
    "about another workspace's alert",
    () => linkOf(scene, "on_it", { alertId: crypto.randomUUID() }),
  ],
  ["of another workspace", () => linkOf(scene, "on_it", { workspaceId: crypto.randomUUID() })],
  [
    "of somebody who has left",
    async () => {
      await api.context.db.delete(memberships).where(ofMember(scene.agency, scene.agency.maya));
      return linkOf(scene, "on_it");
    },
  ],
  [
    "of somebody who may only read now",
    async () => {
      await api.context.db
        .update(memberships)
        .set({ role: "viewer" })
        .where(ofMember(scene.agency, scene.agency.maya));
      return linkOf(scene, "on_it");
    },
  ],
  ["no link at all", () => "nonsense"],
])("%s is nothing, and nobody learns why", async (_name, make) => {
  const token = await make();

  const view = await viewMailLink(api.context, token, new Date());
  const acted = await actFromMail(api.context, token, undefined, new Date());

  expect([view, acted]).toEqual([undefined, false]);
  expect((await listAlerts(scene.agency)).map(({ state }) => state)).toEqual(["open"]);
});

test("holds for thirty days", () => {
  const token = linkOf(scene, "on_it", { expiresAt: new Date(now.getTime() + linkLifeMs) });

  expect(
    readLink(api.context.env.authSecret, token, new Date(now.getTime() + days(30) - 1000)),
  ).toBeDefined();
  expect(
    readLink(api.context.env.authSecret, token, new Date(now.getTime() + days(30))),
  ).toBeUndefined();
});

async function press(token: string, fields: Record<string, string> = {}): Promise<Response> {
  const { POST } = await import("@/app/m/[token]/act/route");
  const request = new Request(`http://localhost:3000/m/${token}/act`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  return POST(request, { params: Promise.resolve({ token }) });
}
