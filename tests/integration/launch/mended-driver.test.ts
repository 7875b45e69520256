import net from "node:net";
import { afterAll, expect, test } from "vitest";
import { createClients } from "@/db/client";
import { makeDatabase } from "@/tests/support/database";

const database = await makeDatabase();
afterAll(() => database.close());

test("a transaction whose connection is cut without a word ends with an error, and the client works again", async () => {
  const line = await openLine(database.url);
  const clients = createClients(line.url, { db: 1, raw: 1 });

  const cut = clients.sql.begin(async (transaction) => {
    await transaction`select 1`;
    await Promise.all([transaction`select pg_sleep(5)`, line.cut()]);
  });

  await expect(cut).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  const count = () =>
    clients.sql`select 1`.then(
      (rows) => rows.length,
      () => 0,
    );
  await expect.poll(count, { timeout: 5000 }).toBe(1);
  await clients.close();
  line.close();
});

/** A wire to the database that can be cut, as a network or a killed server does it. */
async function openLine(url: string) {
  const target = new URL(url);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    sockets.add(near);
    near.pipe(far).on("error", () => near.destroy());
    far.pipe(near).on("error", () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const here = new URL(url);
  here.port = typeof address === "object" && address ? String(address.port) : "";
  return {
    url: here.href,
    cut: async () => {
      for (const socket of sockets) socket.end();
      sockets.clear();
    },
    close: () => server.close(),
  };
}
