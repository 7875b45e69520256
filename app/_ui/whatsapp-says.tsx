import type { Rating } from "@/lib/domain/event";

/** The only place where green, yellow and red appear: they are WhatsApp's words, not ours. */
export function WhatsAppSays({
  rating,
  note,
  pill = false,
}: {
  rating: Rating;
  note: string | null;
  pill?: boolean;
}) {
  const words = rating === "unknown" ? (note ?? "not rated yet") : rating;
  return (
    <span className={`says ${rating}${pill ? " pill" : ""}`}>
      {pill ? (
        <span>
          WhatsApp says: <b>{words}</b>
        </span>
      ) : (
        words
      )}
      {rating !== "unknown" && note !== null && <span className="muted"> {note}</span>}
    </span>
  );
}
