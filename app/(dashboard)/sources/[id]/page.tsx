import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { SourceScreen } from "./source-screen";

export const metadata = { title: "Source" };

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageSession(getContext(), new Date());
  return <SourceScreen id={(await params).id} />;
}
