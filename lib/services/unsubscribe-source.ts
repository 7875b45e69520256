import { changeSource, findSource, type SourceRow } from "@/db/queries/sources";
import type { Actor } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { Credentials } from "@/lib/providers/provider";
import { askGraph } from "./ask-graph";
import { audit } from "./audit";
import type { Core } from "./core";
import { readCredentials, sealCredentials } from "./credentials";

/**
 * Takes our app off the account at Meta and deletes every credential, whatever Meta answers. What was counted stays.
 * Repeating finds nothing left to delete.
 */
export async function unsubscribeSource(
  core: Core,
  workspaceId: string,
  id: string,
  now: Date,
  actor: Actor,
): Promise<{ told: boolean; words: string }> {
  const row = await findSource(core.db, workspaceId, id);
  if (!row) throw new AppError("not_found", "There is no such source.");
  const answer = await tellMeta(core, row);
  const nothing: Credentials = { secrets: [] };
  await core.db.transaction(async (tx) => {
    await changeSource(tx, workspaceId, id, {
      state: "disabled",
      credentials: sealCredentials(core, row, nothing),
      tokenState: "none",
      pollError: null,
      subscribedAt: null,
    });
    const target = { kind: "source", id, name: row.name };
    const detail = { told: answer.told };
    await audit(tx, workspaceId, actor, { action: "source_unsubscribed", target, detail }, now);
  });
  return answer;
}

const byHand =
  "App secret and token are deleted here. Take the webhook away in Meta’s App Dashboard yourself.";

async function tellMeta(core: Core, row: SourceRow) {
  const credentials = readCredentials(core, row);
  const account = credentials.account ?? row.account;
  if (row.provider !== "meta") return { told: false, words: "The secret is deleted." };
  if (credentials.accessToken === undefined || account === null) {
    return { told: false, words: `Without a token Meta could not be asked. ${byHand}` };
  }
  const { kind } = await askGraph(
    core.env.metaGraphUrl,
    credentials.accessToken,
    `${account}/subscribed_apps`,
    {},
    "DELETE",
  );
  return kind === "ok"
    ? {
        told: true,
        words: "Meta has taken the app off the account; app secret and token are deleted.",
      }
    : { told: false, words: `Meta did not confirm it. ${byHand}` };
}
