import { createHmac, randomUUID } from "node:crypto";
import type { Credentials, ProviderName } from "@/lib/providers/provider";

/** The headers that a delivery of this provider carries over these bytes. For deliveries to our own door. */
export function signDelivery(
  provider: ProviderName,
  { secrets }: Pick<Credentials, "secrets">,
  body: string,
  now: number,
): Record<string, string> {
  const secret = secrets[0] ?? "";
  return provider === "standard" ? standardHeaders(secret, body, now) : metaHeaders(secret, body);
}

function metaHeaders(secret: string, body: string): Record<string, string> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return { "x-hub-signature-256": `sha256=${signature}` };
}

/** Standard Webhooks: HMAC over `id.timestamp.body` under the decoded secret. */
function standardHeaders(secret: string, body: string, now: number): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
