import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { MailScreen } from "./mail-screen";

export const metadata = { title: "Mail" };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageSession(getContext(), new Date());
  return <MailScreen id={(await params).id} />;
}
