import type { Credentials } from "@/lib/providers/provider";
import type { Core } from "./core";
import { placeOf } from "./vault";

interface SourceName {
  workspaceId: string;
  id: string;
}

/** A source's secrets, as its row keeps them: in another source's row they cannot be opened. */
export function sealCredentials(
  { vault }: Pick<Core, "vault">,
  { workspaceId, id }: SourceName,
  credentials: Credentials,
): Buffer {
  return vault.seal(JSON.stringify(credentials), placeOf("source", workspaceId, id));
}

export function readCredentials(
  { vault }: Pick<Core, "vault">,
  { workspaceId, id, credentials }: SourceName & { credentials: Uint8Array },
): Credentials {
  const plain = vault.open(credentials, placeOf("source", workspaceId, id));
  return JSON.parse(plain.toString()) as Credentials;
}
