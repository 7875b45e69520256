import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { version } from "@/lib/services/check-health";
import { describeApi } from "@/lib/wire/openapi";

export const GET = handle(async () => Response.json(describeApi(getContext().env.appUrl, version)));
