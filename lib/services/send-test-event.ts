import { createHmac, randomUUID } from "node:crypto";
import { findSource } from "@/db/queries/sources";
import { AppError } from "@/lib/errors";
import type { Credentials } from "@/lib/providers/provider";
import type { Core } from "./core";
import { webhookUrl } from "./create-source";
import type { Registry } from "./registry";

/** The phone-number id of the number that only test events speak of. */
const testNumber = { phoneNumberId: "100000000000000" };

export interface TestResult {
  /** Status of our own door's answer; 0 when the address could not be reached. */
  status: number;
  detail: string;
}

/** Sends a signed delivery over HTTP to our own public address. It proves that Banguard works, not that WhatsApp reaches it. */
export async function sendTestEvent(
  core: Core & { registry: Registry },
  workspaceId: string,
  sourceId: string,
  now: number,
): Promise<TestResult> {
  const source = await findSource(core.db, workspaceId, sourceId);
  if (!source) throw new AppError("not_found", "There is no such source.");
  await core.registry.number(workspaceId, testNumber, now, true);
  const credentials = JSON.parse(core.vault.open(source.credentials).toString()) as Credentials;
  const request =
    source.provider === "standard"
      ? standardRequest(credentials, now)
      : metaRequest(credentials, now);
  try {
    const response = await fetch(webhookUrl(core, sourceId), {
      method: "POST",
      headers: { "content-type": "application/json", "x-banguard-test": "1", ...request.headers },
      body: request.body,
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as { detail?: string };
    return { status: response.status, detail: response.ok ? "" : (answer.detail ?? "") };
  } catch {
    return { status: 0, detail: "The address could not be reached from this machine." };
  }
}

interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

function metaRequest(credentials: Credentials, now: number): SignedRequest {
  const status = {
    id: `wamid.test-${randomUUID()}`,
    status: "sent",
    timestamp: String(Math.floor(now / 1000)),
    recipient_id: "15550100000",
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: testNumber.phoneNumberId },
    statuses: [status],
  };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "0", changes: [{ field: "messages", value }] }],
  });
  const signature = createHmac("sha256", credentials.secrets[0] ?? "")
    .update(body)
    .digest("hex");
  return { headers: { "x-hub-signature-256": `sha256=${signature}` }, body };
}

/** Standard Webhooks: HMAC over `id.timestamp.body` under the decoded secret. */
function standardRequest(credentials: Credentials, now: number): SignedRequest {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(now / 1000));
  const body = JSON.stringify({
    number: testNumber.phoneNumberId,
    kind: "sent",
    at: timestamp,
    id,
  });
  const secret = Buffer.from((credentials.secrets[0] ?? "").replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    headers: {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  };
}
