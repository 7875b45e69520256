import Link from "next/link";
import type { MailAct } from "@/lib/domain/alert/mail-act";
import { TextField } from "@/app/_ui/text-field";
import { actWords } from "./act-words";

export interface LinkPageProps {
  link: {
    act: MailAct;
    person: { name: string; email: string };
    workspace: string;
    alert: { id: string; title: string; state: string } | null;
    done: boolean;
    lastReceiver: boolean;
    /** When the mute ends, in the person's own clock. */
    mutedUntil: string | null;
  };
  /** Where the one button leads. */
  action: string;
  /** Somebody has just pressed it. */
  pressed: boolean;
}

export function LinkPage({ link, action, pressed }: LinkPageProps) {
  const { act, person, workspace, alert, done } = link;
  const words = actWords[act];
  // A note can be added again and again: only the press itself says that it was.
  const over = done || (pressed && act === "expected");
  return (
    <>
      <h1>{over ? "Done" : words.heading}</h1>
      {alert && (
        <p className="lead">
          <bdi>{alert.title}</bdi>
        </p>
      )}
      {over ? (
        <p role="status">{words.after(link)}</p>
      ) : (
        <>
          <p>{words.before(link)}</p>
          <form method="post" action={action}>
            {act === "expected" && (
              <TextField
                name="text"
                label="What was it?"
                maxLength={300}
                hint="One line, for the timeline of the number."
              />
            )}
            <button type="submit" className="button main wide">
              {words.button}
            </button>
          </form>
        </>
      )}
      <p className="soft small">
        {over ? "Done as" : "You act as"} <bdi>{person.name}</bdi> ({person.email}) in{" "}
        <bdi>{workspace}</bdi>, without signing in.{" "}
        <Link href={alert ? `/alerts/${alert.id}` : "/settings/you"}>Open it in Banguard</Link>
      </p>
    </>
  );
}

/** One page for every link that works no longer, whatever the cause. */
export function NoSuchLink() {
  return (
    <>
      <h1>This link no longer works</h1>
      <p>
        Links in mails work for 30 days, and only for the person they were sent to. Nothing was
        changed.
      </p>
      <p>
        <Link className="button main wide" href="/">
          Open Banguard
        </Link>
      </p>
    </>
  );
}
