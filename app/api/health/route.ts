import { getContext } from "@/lib/server/context";
import { checkHealth } from "@/lib/services/check-health";

/** For anyone: no secrets, no figures. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(getContext(), new Date());
  const status = health.status === "ok" ? 200 : 503;
  return Response.json(health, { status, headers: { "cache-control": "no-store" } });
}
