import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memberships } from "@/db/schema";
import { viewMailLink } from "@/lib/services/act-from-mail";
import { readLink } from "@/lib/services/mail-link";
import { listMails, makePerson } from "@/tests/integration/alerts/agency";
import { call, openApi } from "@/tests/support/api";
import { openPostOffice, type PostOffice } from "./post-office";
import { auditOf, linkOf, memberOf, now, ofMember, turnHigh, type Scene } from "./scene";

let api: Awaited<ReturnType<typeof openApi>>;
let scene: Scene;
let office: PostOffice;

beforeAll(async () => {
  api = await openApi();
  office = await openPostOffice(api.context);
});
afterAll(async () => {
  await office.close();
  await api.close();
});
beforeEach(async () => {
  scene = await turnHigh(api.context);
});

describe("a mail that leaves", () => {
  test("carries links for its receiver alone, and the outbox keeps none", async () => {
    await office.deliver(scene.agency, now);

    const mail = mailTo(await emailOf(scene.agency.maya));
    const tokens = tokensIn(mail?.text);
    const links = tokens.map((token) => readLink(api.context.env.authSecret, token, now));
    expect(links.map((link) => link?.act)).toEqual(["on_it", "expected", "mute_1", "mute_7"]);
    expect(new Set(links.map((link) => link?.userId))).toEqual(new Set([scene.agency.maya]));
    expect(new Set(links.map((link) => link?.alertId))).toEqual(new Set([scene.alertId]));
    expect(mail?.html && tokensIn(mail.html)).toEqual(tokens);
    for (const { text, html } of await listMails(scene.agency)) {
      expect(text + html).not.toContain("/m/");
    }
  });

  test("can be ended by one press of the mail program (RFC 8058)", async () => {
    await office.deliver(scene.agency, now);

    const mail = mailTo(await emailOf(scene.agency.jonas));
    const list = mail?.headers.get("list") as {
      unsubscribe?: { url: string };
      "unsubscribe-post"?: { name: string };
    };
    expect(list.unsubscribe?.url).toMatch(
      /^http:\/\/localhost:3000\/api\/v1\/unsubscribe\/[\w-]{92}$/,
    );
    expect(list["unsubscribe-post"]?.name).toBe("List-Unsubscribe=One-Click");
    expect(mail?.headerLines.map(({ line }) => line)).toContain(
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    );
  });

  test("leaves those who may only read the app's own addresses", async () => {
    await api.context.db
      .update(memberships)
      .set({ role: "viewer" })
      .where(ofMember(scene.agency, scene.agency.jonas));

    await office.deliver(scene.agency, now);

    const mail = mailTo(await emailOf(scene.agency.jonas));
    expect(tokensIn(mail?.text)).toEqual([]);
    expect(mail?.text).toContain(`/alerts/${scene.alertId}#on-it`);
  });

  test("reaches nobody who has left the workspace", async () => {
    await api.context.db.delete(memberships).where(ofMember(scene.agency, scene.agency.jonas));

    await office.deliver(scene.agency, now);

    const [mail] = (await listMails(scene.agency)).filter(
      ({ userId }) => userId === scene.agency.jonas,
    );
    expect(mail).toMatchObject({ state: "failed", lastError: "no longer a member" });
  });
});

describe("one press of the mail program", () => {
  const oneClick = new URLSearchParams({ "List-Unsubscribe": "One-Click" }).toString();

  test("ends alert mails of that workspace, and nothing else", async () => {
    const answer = await unsubscribe(linkOf(scene, "alerts_off"), oneClick);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ended: "alerts" });
    expect(await memberOf(scene.agency, scene.agency.maya)).toMatchObject({
      receivesMails: false,
      digest: "weekly",
    });
    expect(await memberOf(scene.agency, scene.agency.jonas)).toMatchObject({ receivesMails: true });
    expect(await auditOf(scene.agency, "member_mails_changed")).toMatchObject([
      { actorId: scene.agency.maya },
    ]);
  });

  test("ends the digest, and nothing else", async () => {
    await unsubscribe(linkOf(scene, "digest_never"), oneClick);

    expect(await memberOf(scene.agency, scene.agency.maya)).toMatchObject({
      digest: "never",
      receivesMails: true,
    });
  });

  test.each([
    ["without its words", () => linkOf(scene, "alerts_off"), "", 400],
    ["with the link of another act", () => linkOf(scene, "on_it"), oneClick, 404],
    ["with a forged link", () => "nonsense", oneClick, 404],
  ])("does nothing %s", async (_name, make, body, status) => {
    const answer = await unsubscribe(make(), body);

    expect(answer.status).toBe(status);
    expect(await memberOf(scene.agency, scene.agency.maya)).toMatchObject({
      receivesMails: true,
      digest: "weekly",
    });
  });

  test("asks who opens the address instead", async () => {
    const token = linkOf(scene, "alerts_off");

    const answer = await call("GET", `/api/v1/unsubscribe/${token}`);

    expect(answer.headers.get("location")).toBe(`/m/${token}`);
    expect(await memberOf(scene.agency, scene.agency.maya)).toMatchObject({ receivesMails: true });
  });

  test("says to the last who gets mails that nobody is left", async () => {
    const anna = await makePerson(api.context, scene.agency.workspace.id, "Anna", "viewer", false);
    await api.context.db
      .update(memberships)
      .set({ receivesMails: false })
      .where(ofMember(scene.agency, scene.agency.jonas));

    const view = await viewMailLink(api.context, linkOf(scene, "alerts_off"), now);

    expect(view).toMatchObject({ lastReceiver: true });
    expect(anna).toBeDefined();
  });

  async function unsubscribe(token: string, body: string): Promise<Response> {
    const { POST } = await import("@/app/api/v1/unsubscribe/[token]/route");
    const request = new Request("http://localhost:3000/api/v1/unsubscribe/x", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body,
    });
    return POST(request, { params: Promise.resolve({ token }) });
  }
});

function tokensIn(words = ""): string[] {
  return [...words.matchAll(/\/m\/([\w-]{92})/g)].map(([, token = ""]) => token);
}

function mailTo(email: string) {
  return office.sink.mails.find(({ to }) => to && !Array.isArray(to) && to.text === email);
}

async function emailOf(userId: string): Promise<string> {
  return (await listMails(scene.agency)).find((mail) => mail.userId === userId)?.recipient ?? "";
}
