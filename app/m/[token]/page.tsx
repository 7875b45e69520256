import { getContext } from "@/lib/server/context";
import { viewMailLink } from "@/lib/services/act-from-mail";
import { LinkPage, NoSuchLink } from "./link-page";

export const metadata = { title: "From a mail" };

/** Programs that check mails open every link in them: looking at this page does nothing. */
export default async function MailLinkPage({ params, searchParams }: PageProps<"/m/[token]">) {
  const { token } = await params;
  const now = new Date();
  const link = await viewMailLink(getContext(), token, now);
  if (!link) return <NoSuchLink />;
  const pressed = (await searchParams)["done"] !== undefined;
  return <LinkPage link={link} action={`/m/${token}/act`} pressed={pressed} />;
}
