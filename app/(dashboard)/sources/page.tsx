import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { SourcesScreen } from "./sources-screen";

export const metadata = { title: "Sources" };

export default async function SourcesPage() {
  await requirePageSession(getContext(), new Date());
  return <SourcesScreen />;
}
