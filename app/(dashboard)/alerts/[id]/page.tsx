import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { AlertScreen } from "./alert-screen";

export const metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageSession(getContext(), new Date());
  return <AlertScreen id={(await params).id} />;
}
