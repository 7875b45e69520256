import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { previewFile } from "@/lib/services/preview-file";
import { readImportQuery } from "@/lib/wire/import";

/** The body is the beginning of the file. */
export const POST = handle(async (request: Request) => {
  const now = new Date();
  requireUnlimited(await requireApiCaller(getContext(), request, "write", now));
  const query = readImportQuery(new URL(request.url).searchParams);
  const head = new Uint8Array(await request.arrayBuffer());
  return Response.json(await previewFile(query, head, now.getTime()));
});
