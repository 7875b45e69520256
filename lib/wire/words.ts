import { z } from "./zod";
import { ratings } from "@/lib/domain/event";
import { bands, evidences, factorStates, families, sendings } from "@/lib/domain/score/line";

export const bandJson = z.enum(bands);
export const familyJson = z.enum(families);
export const factorStateJson = z.enum(factorStates);
export const evidenceJson = z.enum(evidences);
export const sendingJson = z.enum(sendings);
export const ratingJson = z.enum(ratings);

/** RFC 3339, UTC. */
export const momentJson = z.iso.datetime();

/** What DELETE answers where nothing is left to show. */
export const removedJson = z.object({ removed: z.literal(true) });
