import { createHmac, randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import { makeDatabase, type TestDatabase } from "./database";

export const appSecret = "test_app_secret";

/** The real front server on a database of its own, with one workspace and one Meta source. Import nothing of lib/server before. */
export async function openDoor(more: Record<string, string> = {}) {
  const database = await makeDatabase();
  stubEnvironment(database, more);
  const { getContext } = await import("@/lib/server/context");
  const { makeFrontServer } = await import("@/lib/server/front-server");
  const context = getContext();
  const server = makeFrontServer(context, async (_request, response) => {
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Fixtures speak of different months; partitions for them are made as a late delivery would.
  await ensureDays(
    database.sql,
    new Date(Date.now() - 2 * 86_400_000),
    new Date(Date.now() + 2 * 86_400_000),
  );
  return {
    database,
    context,
    url,
    workspace: () => makeWorkspace(database, context.vault),
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await context.close();
      vi.unstubAllEnvs();
      await database.close();
    },
  };
}

export type Door = Awaited<ReturnType<typeof openDoor>>;

function stubEnvironment(database: TestDatabase, more: Record<string, string>): void {
  const values = {
    DATABASE_URL: database.url,
    AUTH_SECRET: "a".repeat(40),
    ENCRYPTION_KEY: "e".repeat(40),
    APP_URL: "http://localhost:3000",
    ...more,
  };
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
}

async function makeWorkspace(database: TestDatabase, vault: { seal(plain: Uint8Array): Buffer }) {
  const id = crypto.randomUUID();
  await database.sql`
    insert into workspaces (id, slug, name, zone, wrapped_key, created_at)
    values (${id}, ${id}, 'Test', 'Asia/Kolkata', ${vault.seal(randomBytes(32))}, now())`;
  return id;
}

/** The headers of a delivery that Meta signed with `secret`. */
export function signed(body: string | Uint8Array, secret = appSecret): Record<string, string> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
}

let serial = 0;

/** One status of a message to an invented person, as Meta sends it. */
export function metaStatus(
  status: string,
  more: {
    message?: string;
    at?: number;
    to?: string;
    category?: string;
    number?: string;
    account?: string;
    code?: number;
  } = {},
) {
  serial += 1;
  const {
    message = `wamid.m${serial}`,
    at = Date.now(),
    to = `91999000${String(serial).padStart(4, "0")}`,
  } = more;
  return {
    object: "whatsapp_business_account",
    entry: [
      {
        id: more.account ?? "104455667788990",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: {
                display_phone_number: more.number ?? "15550100001",
                phone_number_id: `22${more.number ?? "15550100001"}`,
              },
              statuses: [
                {
                  id: message,
                  status,
                  timestamp: String(Math.floor(at / 1000)),
                  recipient_id: to,
                  ...(more.category !== undefined && {
                    pricing: { billable: true, pricing_model: "PMP", category: more.category },
                  }),
                  ...(more.code !== undefined && { errors: [{ code: more.code, title: "x" }] }),
                },
              ],
            },
          },
        ],
      },
    ],
  };
}
