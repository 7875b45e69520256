import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { meQuery, sessionsQuery } from "@/app/_queries/me";
import { mailChoiceQuery } from "@/app/_queries/mail-choice";
import { makeQueryClient } from "@/app/_queries/query-client";
import { refusedWords } from "@/app/_ui/refused-words";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getMailChoice } from "@/lib/services/get-mail-choice";
import { getMe } from "@/lib/services/get-me";
import { listSessions } from "@/lib/services/list-sessions";
import { YouScreen } from "./you-screen";

interface Page {
  searchParams: Promise<{ refused?: string | string[] }>;
}

export const metadata = { title: "You" };

export default async function YouPage({ searchParams }: Page) {
  const context = getContext();
  const now = new Date();
  const { workspaceId, userId, idHash: sessionHash } = await requirePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(meQuery().queryKey, await getMe(context, { workspaceId, userId }));
  queries.setQueryData(
    sessionsQuery().queryKey,
    await listSessions(context.db, { userId, sessionHash }, now),
  );
  queries.setQueryData(
    mailChoiceQuery().queryKey,
    await getMailChoice(context, { workspaceId, userId }),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <YouScreen
        zones={["UTC", ...Intl.supportedValuesOf("timeZone")]}
        refused={refusedWords((await searchParams).refused)}
      />
    </HydrationBoundary>
  );
}
