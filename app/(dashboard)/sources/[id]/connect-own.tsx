import { CopyField } from "@/app/_ui/copy-field";
import type { SourcePageJson } from "@/lib/wire/source";

export function ConnectOwn({ source }: { source: SourcePageJson }) {
  return (
    <ol className="steps">
      <li>
        <div>
          <p>
            Your system posts its events, signed with the secret shown when this source was made, to
            this address:
          </p>
          <CopyField label="Address" value={source.webhookUrl} />
        </div>
      </li>
      <li>
        <div>
          <p>
            Or it posts the same body to <code>/api/v1/events</code> with an API key from the
            settings. One object per event, an array of up to 1,000, or one per line:
          </p>
          <pre className="sample" tabIndex={0}>
            {`{"number":"+15550100001","kind":"delivered","at":"2026-11-22T10:02:00+05:30",\n "message":"m-1","recipient":"+15550100999","category":"marketing","campaign":"Festive-2"}`}
          </pre>
        </div>
      </li>
      <li>
        <div>
          <p>This page turns to “receiving” with the first event.</p>
        </div>
      </li>
    </ol>
  );
}
