import { randomUUID } from "node:crypto";
import { findSource } from "@/db/queries/sources";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import { readCredentials } from "./credentials";
import { webhookUrl } from "./create-source";
import type { Registry } from "./registry";
import { signDelivery } from "./sign-delivery";

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
  const credentials = readCredentials(core, source);
  const provider = source.provider === "standard" ? "standard" : "meta";
  const body = provider === "standard" ? standardBody(now) : metaBody(now);
  try {
    const response = await fetch(webhookUrl(core, sourceId), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-banguard-test": "1",
        ...signDelivery(provider, credentials, body, now),
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as { detail?: string };
    return { status: response.status, detail: response.ok ? "" : (answer.detail ?? "") };
  } catch {
    return { status: 0, detail: "The address could not be reached from this machine." };
  }
}

function metaBody(now: number): string {
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
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "0", changes: [{ field: "messages", value }] }],
  });
}

function standardBody(now: number): string {
  return JSON.stringify({
    number: testNumber.phoneNumberId,
    kind: "sent",
    at: String(Math.floor(now / 1000)),
    id: `msg_${randomUUID()}`,
  });
}
