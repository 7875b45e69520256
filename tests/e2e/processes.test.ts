import { afterEach, expect, test } from "vitest";
import { isAlive, waitUntil } from "@/lib/launch/process-list.mjs";
import { type Product, startProduct } from "@/tests/support/product";

const nothing = { launcher: [], web: [], worker: [], postgres: [] };
const products: Product[] = [];

afterEach(async () => {
  for (const product of products.splice(0)) await product.stop();
});

test.each([
  ["Ctrl-C at the terminal", (product: Product) => process.kill(-product.pid, "SIGINT")],
  ["SIGTERM to npm", (product: Product) => process.kill(product.pid, "SIGTERM")],
  ["kill -9 of npm", (product: Product) => process.kill(product.pid, "SIGKILL")],
  ["SIGTERM to the launcher", (product: Product) => signalLauncher(product, "SIGTERM")],
  ["the end of the terminal", (product: Product) => signalLauncher(product, "SIGHUP")],
])("%s leaves no process behind", async (_name, act) => {
  const product = await start({ through: "npm" });
  const before = product.parts();

  act(product);
  await waitUntil(() => isGone(product), 12_000);

  expect(before).toMatchObject({ launcher: [expect.any(Number)], web: [expect.any(Number)] });
  expect(before).toMatchObject({ worker: [expect.any(Number)], postgres: [expect.any(Number)] });
  expect(product.parts()).toEqual(nothing);
});

test("kill -9 of the launcher leaves at most a Postgres, which the next start adopts and stops", async () => {
  const first = await start();
  const [postgres] = first.parts().postgres;
  signalLauncher(first, "SIGKILL");
  await waitUntil(() => first.parts().web.length + first.parts().worker.length === 0, 12_000);
  const left = first.parts();

  const second = await start({ dataDir: first.dataDir });
  const adopted = second.parts().postgres;
  await second.stop();

  expect(left).toEqual({ ...nothing, postgres: [postgres] });
  expect(adopted).toEqual([postgres]);
  expect(isAlive(postgres ?? 0)).toBe(false);
});

test.each(["web", "worker", "postgres"] as const)(
  "kill -9 of %s ends nothing else, and it comes back",
  async (part) => {
    const product = await start();
    const before = product.parts();
    const [victim] = before[part];

    process.kill(victim ?? 0, "SIGKILL");
    await waitUntil(() => product.parts()[part].some((pid) => pid !== victim), 20_000);
    const served = await waitUntil(() => servesPages(product), 30_000, 200);

    expect(served).toBe(true);
    expect(product.parts()[part]).not.toEqual(before[part]);
    expect(product.parts()).toMatchObject({ launcher: before.launcher });
  },
);

test("a second start serves a page within seconds and keeps the data folder's secrets and port", async () => {
  const first = await start();
  await first.stop();
  const startedAt = performance.now();

  const second = await start({ dataDir: first.dataDir });
  const page = await fetch(second.url);
  const seconds = (performance.now() - startedAt) / 1000;

  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(seconds).toBeLessThan(5);
});

test("the start says where it is and how long each part took, without a secret", async () => {
  const product = await start();

  expect(product.output()).toContain(`Banguard is ready at ${product.url}`);
  expect(product.output()).toMatch(/packages [\d.]+ s · build [\d.]+ s · database [\d.]+ s/);
  expect(product.output()).not.toMatch(/postgres:\/\/banguard:(?!\[)/);
});

test("a product that strangers can reach prints the code that /setup asks for", async () => {
  const open = await start({ env: { HOST: "0.0.0.0" } });
  await open.stop();
  const closed = await start();

  expect(open.output()).toMatch(/\/setup with the code [0-9A-F]{10}/);
  expect(closed.output()).not.toContain("with the code");
});

test("without a worker of its own the product starts none", async () => {
  const product = await start({ env: { WORKER: "off" } });

  expect(product.parts()).toMatchObject({ worker: [], web: [expect.any(Number)] });
});

async function start(options: Parameters<typeof startProduct>[0] = {}): Promise<Product> {
  const product = await startProduct(options);
  products.push(product);
  return product;
}

function signalLauncher(product: Product, signal: NodeJS.Signals): void {
  for (const pid of product.parts().launcher) process.kill(pid, signal);
}

function isGone(product: Product): boolean {
  return Object.values(product.parts()).flat().length === 0;
}

/** /setup asks the database whether there is an account, so a page means that both work. */
async function servesPages({ url }: Product): Promise<boolean> {
  const answer = await fetch(`${url}/setup`).catch(() => undefined);
  return answer?.status === 200;
}
