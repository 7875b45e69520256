import { keptList, privacyDate, privacyMark, privacySections } from "@/lib/domain/privacy-words";
import type { Retention } from "@/lib/domain/retention";

interface PrivacyDocumentProps {
  retention: Retention;
  subprocessors: readonly string[];
  backupDays: number | null;
}

/** The same words on the public page and in the settings; the times are those of who reads. */
export function PrivacyDocument({ retention, subprocessors, backupDays }: PrivacyDocumentProps) {
  return (
    <div className="document">
      <p className="note">
        As of {privacyDate}. {privacyMark}
      </p>
      {privacySections.map(({ title, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>What is kept how long</h2>
        <table className="kept-table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">How long</th>
            </tr>
          </thead>
          <tbody>
            {keptList(retention, backupDays ?? undefined).map(([what, howLong]) => (
              <tr key={what}>
                <td>{what}</td>
                <td>{howLong}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>Sub-processors</h2>
        {subprocessors.length === 0 ? (
          <p>None is named for this installation: whoever runs it processes the data alone.</p>
        ) : (
          <ul>
            {subprocessors.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
