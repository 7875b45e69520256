import { BandIcon } from "@/app/_ui/band";
import type { AlertJson } from "@/lib/wire/alert";

const looks = {
  critical: { band: "critical", words: "critical" },
  high: { band: "high", words: "high" },
  warning: { band: "watch", words: "warning" },
  info: { band: "low", words: "for your information" },
} as const;

export function SeverityMark({ severity }: { severity: AlertJson["severity"] }) {
  const { band, words } = looks[severity];
  return (
    <span className={`band mark ${band}`} title={words}>
      <BandIcon band={band} size={13} />
      <span className="only-read">{words}</span>
    </span>
  );
}
