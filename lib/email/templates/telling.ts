import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { Span } from "@/lib/email/document";

/** What one of the shorter mails says, before it is laid out. */
export interface Telling {
  subject: string;
  preview: string;
  happened: string;
  why: string;
  steps: Span[][];
}

export type Of<Kind extends AlertEvidence["of"]> = Extract<AlertEvidence, { of: Kind }>;
