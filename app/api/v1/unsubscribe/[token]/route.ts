import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { unsubscribe } from "@/lib/services/unsubscribe";
import { unsubscribedJson } from "@/lib/wire/unsubscribe";

interface Route {
  params: Promise<{ token: string }>;
}

/** RFC 8058: a mail program presses for its reader, without cookies and without following anything. */
export const POST = handle(async (request: Request, { params }: Route) => {
  const form = await readForm(request);
  if (form.get("List-Unsubscribe") !== "One-Click") {
    throw new AppError("bad_request", "Send List-Unsubscribe=One-Click, or open the address.");
  }
  const ended = await unsubscribe(getContext(), (await params).token, new Date());
  return Response.json(unsubscribedJson.parse({ ended }));
});

/** Whoever opens the address is asked first. */
export const GET = handle(async (_request: Request, { params }: Route) => {
  const location = `/m/${encodeURIComponent((await params).token)}`;
  return new Response(null, { status: 303, headers: { location } });
});

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new AppError("bad_request", "The body is not a form.");
  }
}
