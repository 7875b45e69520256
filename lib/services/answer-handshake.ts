import { AppError } from "@/lib/errors";
import { providers } from "@/lib/providers";
import { type DoorContext, openSource } from "./receive-delivery";

/** The text that proves to the provider that this address is ours; AppError("forbidden") for a wrong token. */
export async function answerHandshake(
  context: DoorContext,
  address: { sourceId: string; key?: string | undefined },
  query: URLSearchParams,
  now: number,
): Promise<string> {
  const source = await openSource(context, address, now);
  const provider = providers[source.row.provider as keyof typeof providers];
  const challenge = provider?.handshake?.(query, source.credentials);
  context.deliveries.handshake(source, challenge !== undefined, now);
  if (challenge === undefined)
    throw new AppError("forbidden", "The verify token is not this source's.");
  return challenge;
}
