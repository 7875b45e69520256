import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { mailQuery } from "@/app/_queries/outbox";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getMail } from "@/lib/services/get-outbox";
import { MailScreen } from "./mail-screen";

export const metadata = { title: "Mail" };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const { reach, userId } = await requirePageSession(context, new Date());
  const { id } = await params;
  const queries = makeQueryClient();
  queries.setQueryData(
    mailQuery(id).queryKey,
    await orNotFound(getMail(context, { reach, userId }, id)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <MailScreen id={id} />
    </HydrationBoundary>
  );
}
