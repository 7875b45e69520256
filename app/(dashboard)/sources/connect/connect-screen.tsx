"use client";

import Link from "next/link";
import { useState } from "react";
import { CopyField } from "@/app/_ui/copy-field";
import { MetaForm } from "./meta-form";
import { OwnForm } from "./own-form";
import { sharedAddress, supportText, type Way, ways } from "./ways";

export function ConnectScreen({ notPublic }: { notPublic: string | null }) {
  const [way, setWay] = useState<Way>();
  const [shared, setShared] = useState<boolean>();
  return (
    <article className="narrow-page">
      <p className="back">
        <Link href="/sources">‹ All sources</Link>
      </p>
      <h1>How do you send on WhatsApp?</h1>
      <fieldset className="choices">
        <legend className="only-read">How do you send on WhatsApp?</legend>
        {ways.map((one) => (
          <label key={one.way}>
            <input
              type="radio"
              name="way"
              checked={way === one.way}
              onChange={() => setWay(one.way)}
            />
            <span>
              <b>{one.title}</b>
              <span className="soft">{one.words}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {way === "files" && <Files />}
      {way !== undefined && way !== "files" && (
        <>
          <SharedQuestion shared={shared} onChange={setShared} />
          {shared === true && <p className="note">{sharedAddress[way]}</p>}
          {shared !== undefined && <Rest way={way} shared={shared} notPublic={notPublic} />}
        </>
      )}
    </article>
  );
}

function SharedQuestion({
  shared,
  onChange,
}: {
  shared: boolean | undefined;
  onChange: (shared: boolean) => void;
}) {
  return (
    <fieldset className="choices two">
      <legend>
        <b>Is another tool already using the webhook address?</b>
      </legend>
      {[true, false].map((answer) => (
        <label key={String(answer)}>
          <input
            type="radio"
            name="shared"
            checked={shared === answer}
            onChange={() => onChange(answer)}
          />
          <span>
            <b>{answer ? "Yes, or I am not sure" : "No"}</b>
            <span className="soft">
              {answer
                ? "An inbox, CRM or campaign tool receives answers."
                : "Nothing would stop working."}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Rest({
  way,
  shared,
  notPublic,
}: {
  way: Exclude<Way, "files">;
  shared: boolean;
  notPublic: string | null;
}) {
  return (
    <>
      {notPublic !== null && (
        <p className="note warn">
          <b>WhatsApp cannot reach this Banguard yet.</b> {notPublic} You can connect now and try
          with a test event; set APP_URL to a public https address before you paste anything at your
          provider.
        </p>
      )}
      {way === "tool" && shared && (
        <CopyField label="Text for the support of your tool" value={supportText} />
      )}
      {way === "meta" && <MetaForm />}
      {way === "provider" && (
        <p className="note">
          Banguard reads Meta’s own format today. If your provider passes it on unchanged and signed
          with an app secret of yours, choose “Our own Meta app”. Otherwise let your system post its
          events in our format:
        </p>
      )}
      {way === "tool" && <MetaForm />}
      {way === "provider" && <OwnForm />}
    </>
  );
}

function Files() {
  return (
    <section className="block form">
      <h2>History from files</h2>
      <p>
        CSV or one JSON object per line, with any column names: you say what each one means and see
        the first rows before anything is kept.
      </p>
      <div className="actions">
        <Link href="/files" className="button main">
          Bring in a file
        </Link>
      </div>
      <p className="small muted">
        For very large histories there is a command on the computer where Banguard runs:{" "}
        <code>npm run import -- --number +15550100001 history.csv</code>
      </p>
    </section>
  );
}
