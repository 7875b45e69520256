import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { alertsQuery } from "@/app/_queries/alerts";
import { workspacesQuery } from "@/app/_queries/me";
import { makeQueryClient } from "@/app/_queries/query-client";
import { Footer } from "@/app/_ui/footer";
import { NowProvider } from "@/app/_ui/now";
import { TopBar } from "@/app/_ui/top-bar";
import { QueryProvider } from "@/app/query-provider";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getAlerts } from "@/lib/services/get-alerts";
import { seeDemo } from "@/lib/services/demo/see-demo";
import { listWorkspaces } from "@/lib/services/list-workspaces";
import { WrongAddress } from "@/app/_ui/wrong-address";
import { DemoBuilding } from "./demo-building";
import { DemoFrame } from "./demo-frame";
import { NumberSearch } from "./number-search";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const context = getContext();
  const now = new Date();
  const session = await requirePageSession(context, now);
  const demo = await seeDemo(context, session.workspaceId, now);
  const queries = makeQueryClient();
  queries.setQueryData(alertsQuery().queryKey, await getAlerts(context, session.reach, {}, now));
  queries.setQueryData(workspacesQuery().queryKey, await listWorkspaces(context.db, session));
  return (
    <QueryProvider>
      <NowProvider serverNow={now.getTime()}>
        <a href="#content" className="skip">
          To the content
        </a>
        <HydrationBoundary state={dehydrate(queries)}>
          <TopBar
            workspace={session.workspaceName}
            person={session.userName}
            email={session.email}
            limited={session.reach.clients !== null}
            search={<NumberSearch />}
          />
          {demo !== "none" && (
            <DemoFrame workspaceId={session.workspaceId} ready={demo === "ready"} />
          )}
        </HydrationBoundary>
        {!context.env.mail && demo === "none" && (
          <aside className="strip" aria-label="Notice">
            <p>
              <b>No mail leaves this installation.</b> Mails are kept in the{" "}
              <Link href="/outbox">outbox</Link>; set SMTP_URL to send them.
            </p>
          </aside>
        )}
        <WrongAddress appUrl={context.env.appUrl} />
        <main className="page" id="content">
          {demo === "building" ? <DemoBuilding /> : children}
        </main>
        <Footer />
      </NowProvider>
    </QueryProvider>
  );
}
