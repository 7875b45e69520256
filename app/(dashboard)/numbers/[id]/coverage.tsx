import Link from "next/link";
import type { NumberPageJson } from "@/lib/wire/number";

type Part = NumberPageJson["coverageParts"][number];

/** How much of what matters reaches us. What could be seen and what nobody gives are two sentences and two greys. */
export function Coverage({ number }: { number: NumberPageJson }) {
  const parts = number.coverageParts;
  return (
    <>
      <p className="medium">{Math.round(number.coverage * 100)} %</p>
      <p className="meter" aria-hidden="true">
        {parts.map(({ label, weight, state }) => (
          <i key={label} className={state} style={{ flexGrow: weight }} />
        ))}
      </p>
      {parts.length > 0 && parts.every(({ state }) => state === "seen") && (
        <p className="muted">nothing is missing</p>
      )}
      <Named parts={parts} state="unknown" lead="unknown" />
      <Named parts={parts} state="not_available" lead="not available" />
      <p className="no-print">
        <Link href="/seeing">Why, and what would help</Link>
      </p>
    </>
  );
}

function Named({ parts, state, lead }: { parts: Part[]; state: Part["state"]; lead: string }) {
  const own = parts.filter((part) => part.state === state);
  const [first] = own;
  if (!first) return null;
  const why = own.length === 1 && first.note !== null ? ` (${first.note})` : "";
  return (
    <p className={`said ${state}`}>
      {lead}: {own.map(({ label }) => inSentence(label)).join(", ")}
      {why}
    </p>
  );
}

function inSentence(label: string): string {
  return label.startsWith("WhatsApp") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
