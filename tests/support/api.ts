import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { memberClients, memberships, users } from "@/db/schema";
import { hashToken } from "@/lib/auth/token";
import { createApiKey } from "@/lib/services/create-api-key";
import type { Context } from "@/lib/server/context";
import { makeDatabase } from "./database";
import { makeWorkspace } from "./workspace";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Handler = (
  request: Request,
  route: { params: Promise<Record<string, string>> },
) => Promise<Response>;

const authSecret = "for-tests-only-auth-secret-32-characters";
const appUrl = "http://localhost:3000";

/** The real route handlers on a database of its own, found by their address as Next finds them. */
export async function openApi(variables: Record<string, string> = {}) {
  const database = await makeDatabase();
  const values = {
    DATABASE_URL: database.url,
    AUTH_SECRET: authSecret,
    ENCRYPTION_KEY: "for-tests-only-encryption-key-32-characters",
    APP_URL: appUrl,
    ...variables,
  };
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  const { getContext } = await import("@/lib/server/context");
  const context = getContext();
  return {
    database,
    context,
    tenant: (zone?: string) => makeTenant(context, zone),
    async close() {
      await context.close();
      vi.unstubAllEnvs();
      await database.close();
    },
  };
}

/** A workspace with an administrator who is signed in, and a key of each scope. */
async function makeTenant(context: Context, zone = "Asia/Kolkata") {
  const now = new Date();
  const workspace = await makeWorkspace(context, zone, now);
  const admin = await makeMember(context, workspace.id, { role: "admin" });
  const [reader, writer] = await Promise.all(
    (["read", "write"] as const).map((scope) =>
      createApiKey(context.db, workspace.id, { name: scope, scope }, now),
    ),
  );
  const withKey = (key: string | undefined) => (method: Method, address: string, body?: unknown) =>
    call(method, address, { authorization: `Bearer ${key ?? ""}` }, body);
  return {
    ...workspace,
    ...admin,
    reader: withKey(reader?.key),
    writer: withKey(writer?.key),
  };
}

/** Somebody who is signed in; with `clients`, limited to these. */
export async function makeMember(
  context: Context,
  workspaceId: string,
  { role, clients }: { role: "admin" | "member" | "viewer"; clients?: readonly string[] },
) {
  const now = new Date();
  const userId = crypto.randomUUID();
  const sessionId = crypto.randomUUID();
  await context.db.insert(users).values({
    id: userId,
    email: `${userId}@example.com`,
    name: "Maya",
    passwordHash: "never checked here",
    createdAt: now,
  });
  const limited = clients !== undefined;
  await context.db
    .insert(memberships)
    .values({ workspaceId, userId, role, limited, createdAt: now });
  for (const clientId of clients ?? []) {
    await context.db.insert(memberClients).values({ workspaceId, userId, clientId, sees: true });
  }
  await insertSession(context.db, {
    idHash: hashToken(sessionId),
    userId,
    workspaceId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  });
  const cookie = `banguard.session=${await encode({ token: { sid: sessionId }, secret: authSecret })}`;
  return {
    userId,
    /** With the cookie, from our own pages. */
    person: (method: Method, address: string, body?: unknown) =>
      call(method, address, { cookie, origin: appUrl }, body),
  };
}

export type Tenant = Awaited<ReturnType<typeof makeTenant>>;

export async function call(
  method: Method,
  address: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Response> {
  const url = new URL(address, appUrl);
  const found = findRoute(url.pathname);
  if (!found) throw new Error(`no route answers ${url.pathname}`);
  const route = (await import(/* @vite-ignore */ found.file)) as Partial<Record<Method, Handler>>;
  const handler = route[method];
  if (!handler) throw new Error(`${url.pathname} does not take ${method}`);
  const request = new Request(url, {
    method,
    headers,
    ...bodyOf(body),
  });
  return handler(request, { params: Promise.resolve(found.params) });
}

/** Texts and streams are files and go as they are. */
function bodyOf(body: unknown): RequestInit {
  if (body === undefined) return {};
  if (body instanceof ReadableStream) return { body, duplex: "half" } as RequestInit;
  return { body: typeof body === "string" ? body : JSON.stringify(body) };
}

export const appFolder = path.resolve("app");

/** Every file that Next makes an address of, relative to `app`. */
export function listAddresses(name: "page.tsx" | "route.ts"): string[] {
  return readdirSync(appFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === name)
    .toSorted();
}

function findRoute(pathname: string) {
  const parts = pathname.split("/").filter((part) => part !== "");
  let folder = appFolder;
  const params: Record<string, string> = {};
  for (const part of parts) {
    const exact = path.join(folder, part);
    if (existsSync(exact)) folder = exact;
    else {
      const open = readdirSync(folder).find((entry) => /^\[\w+\]$/.test(entry));
      if (open === undefined) return undefined;
      params[open.slice(1, -1)] = decodeURIComponent(part);
      folder = path.join(folder, open);
    }
  }
  const file = path.join(folder, "route.ts");
  return existsSync(file) ? { file, params } : undefined;
}
