import { findMail, listMails, type MailRow } from "@/db/queries/outbox";
import type { Viewer } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { MailJson, MailPageJson, OutboxJson } from "@/lib/wire/outbox";
import { isUuid } from "@/lib/domain/is-uuid";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";

const mostMails = 200;

export async function getOutbox(core: Core, viewer: Viewer): Promise<OutboxJson> {
  const zone = await getZone(core, viewer.reach.workspaceId);
  const mails = (await listMails(core.db, viewer, mostMails)).map(toMailJson);
  return { mails, zone, updatedAt: mails[0]?.createdAt ?? null };
}

/** A mail as it went out, or would have: readable without a mail server. */
export async function getMail(core: Core, viewer: Viewer, id: string): Promise<MailPageJson> {
  const row = isUuid(id) ? await findMail(core.db, viewer, id) : undefined;
  if (!row) throw new AppError("not_found", "There is no such mail.");
  const { html, text, picture, ...mail } = row;
  const zone = await getZone(core, viewer.reach.workspaceId);
  return { ...toMailJson(mail), zone, html: withPicture(html, picture), text };
}

/** In the app the picture stands in the page itself: there is no second part to point to. */
function withPicture(html: string, picture: Buffer | null): string {
  if (!picture) return html;
  const address = `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
  return html.replaceAll(/"cid:[^"]*"/g, `"${address}"`);
}

function toMailJson({ createdAt, sentAt, ...mail }: MailRow): MailJson {
  return {
    ...mail,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
