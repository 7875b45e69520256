import { CopyField } from "@/app/_ui/copy-field";
import type { SourcePageJson } from "@/lib/wire/source";

const noticeFields = [
  "account_update",
  "account_alerts",
  "phone_number_quality_update",
  "message_template_status_update",
  "message_template_quality_update",
  "template_category_update",
  "business_capability_update",
];
const trafficFields = ["messages", "user_preferences"];

const officerText =
  "Banguard receives account notices of WhatsApp only: warnings, restrictions, ratings, limits and the state of templates. No phone number, no name and no message of any recipient reaches it, so it processes no personal data of recipients.";

export function ConnectMeta({ source }: { source: SourcePageJson }) {
  const fields = source.noticesOnly ? noticeFields : [...trafficFields, ...noticeFields];
  return (
    <ol className="steps">
      <li>
        <div>
          <p>
            In Meta’s App Dashboard open your app, then <b>WhatsApp → Configuration</b>, and edit
            the webhook.
          </p>
          <CopyField label="Callback URL" value={source.webhookUrl} />
          {source.verifyToken !== null && (
            <CopyField label="Verify token" value={source.verifyToken} />
          )}
          <p className="small muted">
            Press “Verify and save” there. Each Meta app has exactly one address: never replace the
            one your inbox uses.
          </p>
        </div>
      </li>
      <li>
        <div>
          <p>Subscribe to these fields:</p>
          <p>
            {fields.map((field) => (
              <code key={field} className="chip">
                {field}
              </code>
            ))}
          </p>
          {source.noticesOnly && (
            <>
              <p className="small muted">
                Do not tick <code>messages</code>. If it comes all the same, it is dropped unread
                and counted as left out. Coverage is 30 %: ratings, warnings and restrictions.
              </p>
              <CopyField label="For your data protection officer" value={officerText} />
            </>
          )}
          {!source.noticesOnly && (
            <p className="small muted">
              <code>messages</code> brings delivery reports and also everything people write to you.
              Banguard matches answers against stop words in memory and keeps nothing of them.
            </p>
          )}
        </div>
      </li>
      <li>
        <div>
          <p>
            Send one WhatsApp message from the number, or wait for the next one. This page turns to
            “receiving” by itself.
          </p>
        </div>
      </li>
    </ol>
  );
}
