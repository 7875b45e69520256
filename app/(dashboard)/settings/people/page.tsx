import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { peopleQuery } from "@/app/_queries/people";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { listPeople } from "@/lib/services/list-people";
import { PeopleScreen } from "./people-screen";

export const metadata = { title: "People" };

export default async function PeoplePage() {
  const context = getContext();
  const now = new Date();
  const { workspaceId, userId, role } = await requireWholePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(
    peopleQuery().queryKey,
    await listPeople(context, { workspaceId, userId, role }, now),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <PeopleScreen isAdmin={role === "admin"} />
    </HydrationBoundary>
  );
}
