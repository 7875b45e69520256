import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { actFromMail } from "@/lib/services/act-from-mail";
import { expectAlertJson } from "@/lib/wire/alert";

interface Route {
  params: Promise<{ token: string }>;
}

/** The press on the page of a mail's link. The link itself is the right: nobody is signed in here. */
export const POST = handle(async (request: Request, { params }: Route) => {
  const { token } = await params;
  const text = (await request.formData()).get("text");
  const line = text === null ? undefined : expectAlertJson.parse({ text }).text;
  const acted = await actFromMail(getContext(), token, line, new Date());
  // Relative, so that it holds behind any proxy.
  const location = `/m/${encodeURIComponent(token)}${acted ? "?done=1" : ""}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
});
