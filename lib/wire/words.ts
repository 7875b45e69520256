import { z } from "zod";
import { ratings } from "@/lib/domain/event";

/** The closed lists of the public API. */
export const bandJson = z.enum(["low", "watch", "high", "critical", "unknown"]);
export const familyJson = z.enum(["consent", "list", "pressure", "policy", "platform"]);
export const factorStateJson = z.enum(["risk", "ok", "not_enough_data", "not_available"]);
export const evidenceJson = z.enum(["observed", "reported", "inferred"]);
export const sendingJson = z.enum(["ok", "restricted", "disable_scheduled", "disabled", "stopped"]);
export const ratingJson = z.enum(ratings);

/** RFC 3339, UTC. */
export const momentJson = z.iso.datetime();
