import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { addressToken } from "@/lib/services/account-mail";
import { readAddressToken, signUp } from "@/lib/services/sign-up";
import { call, openApi } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;

beforeAll(async () => {
  api = await openApi({
    SIGN_UP: "open",
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "banguard@example.com",
  });
});
afterAll(() => api.close());

const origin = { origin: "http://localhost:3000" };
const account = {
  name: "Eve",
  password: "a long enough one",
  workspace: "Eve's shop",
  zone: "Europe/Berlin",
};

async function mailsTo(email: string) {
  return api.database.sql<{ kind: string; created_at: Date }[]>`
    select /* across workspaces */ kind, created_at from notifications where recipient = ${email} order by created_at`;
}

test("an address is confirmed before there is an account; the account has a workspace of its own", async () => {
  const email = "eve@example.com";
  await call("POST", "/api/v1/sign-up/address", origin, { email });
  await waitUntil(async () => (await mailsTo(email)).length > 0, 5_000);
  const [mail] = await mailsTo(email);
  const token = addressToken(api.context.env, email, mail?.created_at ?? new Date());

  const unproved = await call("POST", "/api/v1/sign-up", origin, { ...account, email });
  const made = await call("POST", "/api/v1/sign-up", origin, { ...account, token });
  const twice = await call("POST", "/api/v1/sign-up", origin, { ...account, token });

  expect([unproved.status, made.status, twice.status]).toEqual([404, 201, 409]);
  expect(await made.json()).toEqual({ email });
  const rows = await api.database.sql`
    select w.name, m.role from users u join memberships m on m.user_id = u.id
    join workspaces w on w.id = m.workspace_id where u.email = ${email}`;
  expect(rows).toEqual([{ name: "Eve's shop", role: "admin" }]);
});

test("who has an account already is told so by mail only", async () => {
  const answers = await Promise.all(
    ["eve@example.com", "nobody@example.com"].map(async (email) => {
      const answer = await call("POST", "/api/v1/sign-up/address", origin, { email });
      return [answer.status, await answer.text()];
    }),
  );
  await waitUntil(async () => (await mailsTo("nobody@example.com")).length > 0, 5_000);

  expect(answers[0]).toEqual(answers[1]);
  expect((await mailsTo("eve@example.com")).at(-1)?.kind).toBe("known_address");
  expect((await mailsTo("nobody@example.com")).at(-1)?.kind).toBe("confirm_address");
});

test("a token of another address, another day or another key proves nothing", () => {
  const { env } = api.context;
  const at = new Date("2026-11-22T10:00:00Z");
  const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
  const token = addressToken(env, "eve@example.com", at);
  const [, moment, proof] = token.split(".");
  const forged = `${Buffer.from("maya@example.com").toString("base64url")}.${moment}.${proof}`;
  const foreign = addressToken({ authSecret: "x".repeat(40) }, "eve@example.com", at);

  expect(readAddressToken(env, token, later(23))).toBe("eve@example.com");
  for (const [wrong, when] of [
    [token, later(25)],
    [token, later(-1)],
    [forged, later(1)],
    [foreign, later(1)],
    ["", later(1)],
  ] as const) {
    expect(readAddressToken(env, wrong, when)).toBeUndefined();
  }
});

test("without a mail server the address is taken as it is", async () => {
  const { db, env, vault } = api.context;
  const core = { db, vault, env: { ...env, mail: undefined } };
  const wanted = { ...account, email: "sam@example.com" };

  expect(await signUp(core, wanted, undefined, new Date())).toEqual({ email: "sam@example.com" });
  await expect(signUp(core, wanted, undefined, new Date())).rejects.toMatchObject({
    code: "conflict",
  });
});
