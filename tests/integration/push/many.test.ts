import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashToken } from "@/lib/auth/token";
import { type Door, openDoor } from "@/tests/support/door";
import { listen, signInto } from "./listener";

let door: Door;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** The same person in another browser. */
async function signInAgain(sessionId: string): Promise<string> {
  const sid = crypto.randomUUID();
  await door.database.sql`
    insert into sessions (id_hash, user_id, workspace_id, created_at, expires_at)
    select /* across workspaces */ ${hashToken(sid)}, user_id, workspace_id, created_at, expires_at
    from sessions where id_hash = ${hashToken(sessionId)}`;
  return `banguard.session=${await encode({ token: { sid }, secret: door.context.env.authSecret })}`;
}

test("a person has fifty at most, in however many browsers, and others still get one", async () => {
  const workspaceId = await door.workspace();
  const [one, other] = [await signInto(door, workspaceId), await signInto(door, workspaceId)];
  const cookies = await Promise.all(Array.from({ length: 11 }, () => signInAgain(one.sessionId)));

  const listeners = [];
  for (const cookie of cookies)
    for (let page = 0; page < 5; page += 1) listeners.push(await listen(door.url, cookie));
  const neighbour = await listen(door.url, other.cookie);

  expect(listeners.filter(({ status }) => status === 200)).toHaveLength(50);
  expect(listeners.slice(50).map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
  expect(neighbour.status).toBe(200);
  for (const listener of [...listeners, neighbour]) listener.close();
});
