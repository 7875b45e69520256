import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "@/tests/support/product";

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: { SETUP_EMAIL: "maya@example.com", SETUP_PASSWORD: "a long enough one" },
  });
});
afterAll(() => product.stop());

test("who asks for another protocol is answered in this one, not left hanging", async () => {
  await fetch(`${product.url}/sign-in`);

  expect(await askToUpgrade("h2c", "/api/health")).toBe(200);
  expect(await askToUpgrade("websocket", "/_next/webpack-hmr")).toBe(404);
});

test("a stranger's words stay out of the log's form", async () => {
  const forged = '{"level":"info","fact":"forged"}';

  await fetch(`${product.url}/api/auth/error?error=${encodeURIComponent(`\r\n${forged}\r\n`)}`, {
    redirect: "manual",
  });

  expect(product.output().split("\n")).not.toContain(forged);
});

test("no other site is where signing in leads to", async () => {
  const answer = await fetch(`${product.url}/api/auth/signin?callbackUrl=https://evil.example/`, {
    redirect: "manual",
  });

  expect(answer.headers.get("location")).not.toContain("evil.example");
  expect(answer.headers.getSetCookie().join()).not.toContain("evil.example");
});

test("each page has a policy with a nonce of its own, and every script carries it", async () => {
  const pages = [await fetch(`${product.url}/sign-in`), await fetch(`${product.url}/sign-in`)];

  const nonces = pages.map(({ headers }) => nonceOf(headers.get("content-security-policy") ?? ""));
  expect(new Set(nonces).size).toBe(2);
  const scripts = (await pages[0]?.text())?.match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonces[0]}"`))).toEqual([]);
});

function nonceOf(policy: string): string {
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
}

function askToUpgrade(protocol: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      product.url + path,
      { headers: { connection: "Upgrade", upgrade: protocol }, timeout: 5_000 },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("error", reject);
    request.end();
  });
}
