import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { hashPassword, isPassword } from "@/lib/auth/password";
import { hashToken } from "@/lib/auth/token";
import { tokenOf } from "@/lib/services/account-mail";
import { call, makeMember, openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
});
afterAll(() => api.close());

const origin = { origin: "http://localhost:3000" };
const post = (address: string, body: object, headers: Record<string, string> = origin) =>
  call("POST", address, headers, body);

/** Somebody with a password, signed in twice. */
async function newPerson(password = "the first password") {
  const member = await makeMember(api.context, owner.id, { role: "viewer" });
  const { userId } = member;
  const email = `${userId}@example.com`;
  await api.database
    .sql`update users set password_hash = ${await hashPassword(password)} where id = ${userId}`;
  const other = crypto.randomUUID();
  await api.database
    .sql`insert into sessions (id_hash, user_id, workspace_id, agent, created_at, expires_at)
    values (${hashToken(other)}, ${userId}, ${owner.id}, 'Firefox on Linux', now(), now() + interval '1 day')`;
  const token = await encode({
    token: { sid: other },
    secret: "for-tests-only-auth-secret-32-characters",
  });
  const cookie = `banguard.session=${token}`;
  return {
    ...member,
    email,
    elsewhere: (method: "GET", address: string) => call(method, address, { cookie, ...origin }),
    otherId: hashToken(other),
  };
}

interface MailCells {
  id: string;
  kind: string;
  recipient: string;
  created_at: Date;
  text: string;
}

async function mailsTo(recipient: string, kind: string): Promise<MailCells[]> {
  return api.database.sql<MailCells[]>`
    select /* across workspaces */ id, kind, recipient, created_at, text from notifications
    where recipient = ${recipient} and kind = ${kind} order by created_at`;
}

/** The token that the mail will carry when it is sent. */
async function tokenMailedTo(recipient: string, kind: string): Promise<string> {
  await waitUntil(async () => (await mailsTo(recipient, kind)).length > 0, 5_000);
  const mail = (await mailsTo(recipient, kind)).at(-1);
  return mail ? tokenOf(api.context.env, { ...mail, createdAt: mail.created_at }) : "";
}

test("a forgotten password is set anew with the mailed link, once, and every session ends", async () => {
  const person = await newPerson();

  const asked = await post("/api/v1/password-resets", { email: person.email.toUpperCase() });
  const token = await tokenMailedTo(person.email, "password_reset");
  const used = await post("/api/v1/password-resets/use", { token, password: "a second password" });
  const again = await post("/api/v1/password-resets/use", { token, password: "a third password" });

  expect([asked.status, used.status, again.status]).toEqual([202, 200, 404]);
  expect((await person.person("GET", "/api/v1/me")).status).toBe(401);
  expect((await person.elsewhere("GET", "/api/v1/me")).status).toBe(401);
  const [row] = await api.database.sql`select password_hash from users where id = ${person.userId}`;
  expect(await isPassword("a second password", row?.["password_hash"] as string)).toBe(true);
  expect(await mailsTo(person.email, "password_changed")).toHaveLength(1);
});

test("who had linked a sign-in service of their own is out of it after a reset", async () => {
  const { email, userId } = await newPerson();
  await api.database.sql`insert into identities (provider, subject, user_id, created_at)
    values ('google', ${`intruder-${userId}`}, ${userId}, now())`;

  await post("/api/v1/password-resets", { email });
  const token = await tokenMailedTo(email, "password_reset");
  const used = await post("/api/v1/password-resets/use", { token, password: "a second password" });

  expect(used.status).toBe(200);
  expect(await api.database.sql`select 1 from identities where user_id = ${userId}`).toEqual([]);
});

test("of two uses of one link at once, one wins", async () => {
  const { email } = await newPerson();
  await post("/api/v1/password-resets", { email });
  const token = await tokenMailedTo(email, "password_reset");

  const answers = await Promise.all(
    ["one long password", "two long passwords"].map((password) =>
      post("/api/v1/password-resets/use", { token, password }),
    ),
  );

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
});

test("a link older than an hour does not work", async () => {
  const { email, userId } = await newPerson();
  await post("/api/v1/password-resets", { email });
  const token = await tokenMailedTo(email, "password_reset");
  await api.database.sql`update password_resets set expires_at = now() where user_id = ${userId}`;

  const answer = await post("/api/v1/password-resets/use", { token, password: "another long one" });

  expect(answer.status).toBe(404);
});

test("asking says the same and takes the same time whether the address is known", async () => {
  const { email } = await newPerson();
  const ask = async (address: string) => {
    const began = performance.now();
    const answer = await post("/api/v1/password-resets", { email: address });
    return { text: await answer.text(), status: answer.status, ms: performance.now() - began };
  };

  const known = await ask(email);
  const unknown = await ask("nobody@example.com");

  expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
  expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(150);
  expect(await mailsTo("nobody@example.com", "password_reset")).toEqual([]);
});

test("nobody is buried under reset mails", async () => {
  const { email } = await newPerson();

  for (let time = 0; time < 5; time += 1) await post("/api/v1/password-resets", { email });
  const sixth = await post("/api/v1/password-resets", { email });

  expect(await mailsTo(email, "password_reset")).toHaveLength(3);
  expect([sixth.status, sixth.headers.get("retry-after")]).toEqual([429, "2"]);
});

test("mails about an account are in nobody's outbox, and hold no token", async () => {
  const { email } = await newPerson();
  await post("/api/v1/password-resets", { email });
  const token = await tokenMailedTo(email, "password_reset");

  const shown = await (await owner.person("GET", "/api/v1/outbox")).text();

  expect(shown).not.toContain("password");
  expect((await mailsTo(email, "password_reset"))[0]?.text).not.toContain(token);
});

test("changing the password needs the present one and ends the other sessions", async () => {
  const person = await newPerson();
  const change = (current: string) =>
    person.person("POST", "/api/v1/me/password", { current, password: "a second password" });

  const wrong = await change("not the first one");
  const right = await change("the first password");

  expect([wrong.status, await wrong.json()]).toEqual([
    403,
    expect.objectContaining({ field: "current" }),
  ]);
  expect([right.status, await right.json()]).toEqual([200, { ended: 1 }]);
  expect((await person.elsewhere("GET", "/api/v1/me")).status).toBe(401);
  expect((await person.person("GET", "/api/v1/me")).status).toBe(200);
  expect(await mailsTo(person.email, "password_changed")).toHaveLength(1);
});

test("guessing the present password is slowed down", async () => {
  const person = await newPerson();
  const guess = () =>
    person.person("POST", "/api/v1/me/password", { current: "x", password: "a second password" });

  for (let time = 0; time < 5; time += 1) await guess();

  expect((await guess()).status).toBe(429);
});

test("a person sees their own sessions and ends one of them", async () => {
  const person = await newPerson();
  const { sessions } = (await (await person.person("GET", "/api/v1/sessions")).json()) as {
    sessions: { id: string; agent: string | null; here: boolean }[];
  };

  expect(sessions.filter(({ here }) => here)).toHaveLength(1);
  expect(sessions).toHaveLength(2);
  expect(sessions.find(({ here }) => !here)?.agent).toBe("Firefox on Linux");
  const ended = await person.person("DELETE", `/api/v1/sessions/${person.otherId}`);
  expect(ended.status).toBe(200);
  expect((await person.elsewhere("GET", "/api/v1/me")).status).toBe(401);
  expect((await person.person("GET", "/api/v1/me")).status).toBe(200);
});

test("another person's session cannot be ended", async () => {
  const [one, other] = [await newPerson(), await newPerson()];

  const answer = await one.person("DELETE", `/api/v1/sessions/${other.otherId}`);

  expect(answer.status).toBe(404);
  expect((await other.elsewhere("GET", "/api/v1/me")).status).toBe(200);
});

test("signing out everywhere ends this session too", async () => {
  const person = await newPerson();

  const answer = await person.person("DELETE", "/api/v1/sessions");

  expect(await answer.json()).toEqual({ ended: 2 });
  expect((await person.person("GET", "/api/v1/me")).status).toBe(401);
});

test("an installation that invites takes no sign-ups", async () => {
  const wanted = { name: "Eve", password: "a long enough one", workspace: "Eve", zone: "UTC" };

  const direct = await post("/api/v1/sign-up", { ...wanted, email: "eve@example.com" });
  const asked = await post("/api/v1/sign-up/address", { email: "eve@example.com" });

  expect([direct.status, asked.status]).toEqual([404, 404]);
});
