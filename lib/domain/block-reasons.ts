/** What people may say when they block a business, as WhatsApp Manager words it (platform.md 4.1). */
export const blockReasons = [
  "no_longer_needed",
  "did_not_sign_up",
  "spam",
  "offensive",
  "no_reason",
] as const;
export type BlockReason = (typeof blockReasons)[number];

export const blockReasonWords: Record<BlockReason, string> = {
  no_longer_needed: "no longer needed",
  did_not_sign_up: "did not sign up",
  spam: "spam",
  offensive: "offensive messages",
  no_reason: "no reason given",
};

export function asBlockReason(text: string | undefined): BlockReason | null {
  return blockReasons.find((reason) => reason === text) ?? null;
}
