import { get, type IncomingMessage } from "node:http";
import { encode } from "next-auth/jwt";
import { insertSession } from "@/db/queries/sessions";
import { memberships, users } from "@/db/schema";
import { hashToken } from "@/lib/auth/token";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import type { Door } from "@/tests/support/door";

/** A member of a workspace with a session; `cookie` is what the browser would send. */
export async function signInto(door: Door, workspaceId: string) {
  const now = new Date();
  const [userId, sessionId] = [crypto.randomUUID(), crypto.randomUUID()];
  const { db, env } = door.context;
  await db
    .insert(users)
    .values({ id: userId, email: `${userId}@example.com`, name: "Maya", createdAt: now });
  await db.insert(memberships).values({ workspaceId, userId, role: "admin", createdAt: now });
  await insertSession(db, {
    idHash: hashToken(sessionId),
    userId,
    workspaceId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  });
  const token = await encode({ token: { sid: sessionId }, secret: env.authSecret });
  return { sessionId, cookie: `banguard.session=${token}` };
}

export interface Listener {
  status: number;
  headers: IncomingMessage["headers"];
  /** Everything that came so far. */
  text(): string;
  hints(): string[][];
  ended(): boolean;
  /** Stops reading, as a browser that hangs would. */
  pause(): void;
  close(): void;
}

export function listen(url: string, cookie: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/stream`, { agent: false, headers: { cookie } }, (response) => {
      let text = "";
      let ended = false;
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("close", () => (ended = true));
      response.on("error", () => (ended = true));
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        hints: () =>
          [...text.matchAll(/^data: (.+)$/gm)].map(
            ([, data = ""]) => (JSON.parse(data) as { changed: string[] }).changed,
          ),
        ended: () => ended,
        pause: () => response.pause(),
        close: () => request.destroy(),
      });
    });
    request.on("error", reject);
  });
}

export async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  if (!(await waitUntil(condition, ms, 10))) throw new Error("it did not happen");
}
