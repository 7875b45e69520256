import { type GraphReply, startGraph } from "@/tests/integration/poller/graph-server";
import { type Phone, phoneNumberId } from "@/tests/support/meta-client";

export const clients = {
  lumen: { name: "Lumen Loans", account: "104455660000012" },
  kite: { name: "Kite Fashion", account: "104455660000003" },
  roast: { name: "Roast & Co", account: "104455660000004" },
  helio: { name: "Helio Solar", account: "104455660000009" },
  asha: { name: "Asha Beauty", account: "104455660000001" },
  nomad: { name: "Nomad Travel", account: "104455660000007" },
  verde: { name: "Verde Grocers", account: "104455660000006" },
} as const;

export type Client = keyof typeof clients;

export const lines = {
  notices: { client: "lumen", name: "Lumen Loans – Notices", number: "+15550100012" },
  kite: { client: "kite", name: "Kite Fashion – Offers", number: "+15550100003" },
  deals: { client: "roast", name: "Roast & Co – Deals", number: "+15550100004" },
  orders: { client: "roast", name: "Roast & Co – Orders", number: "+15550100005" },
  leads: { client: "helio", name: "Helio Solar – Leads", number: "+15550100009" },
  offers: { client: "asha", name: "Asha Beauty – Offers", number: "+15550100002" },
  care: { client: "asha", name: "Asha Beauty – Care", number: "+15550100001" },
  launch: { client: "nomad", name: "Nomad Travel – Launch", number: "+15550100007" },
  alerts: { client: "verde", name: "Verde Grocers – Alerts", number: "+15550100006" },
} as const satisfies Record<string, { client: Client; name: string; number: string }>;

export type Line = keyof typeof lines;

const yellow: ReadonlySet<Line> = new Set(["notices", "kite"]);

/** Answers for every client's account what WhatsApp would: names, ratings, limits. */
export async function startSceneGraph() {
  const graph = await startGraph();
  graph.answerWith(({ path: asked }): GraphReply => {
    const client = Object.entries(clients).find(([, { account }]) => asked.includes(account));
    if (!client) return { status: 400, body: { error: { code: 100 } } };
    const [key, { account, name }] = client;
    const health_status = { can_send_message: key === "roast" ? "LIMITED" : "AVAILABLE" };
    if (asked.endsWith("/phone_numbers")) return { body: { data: phonesOf(key, health_status) } };
    if (asked.endsWith("/subscribed_apps"))
      return { body: { data: [{ whatsapp_business_api_data: { id: "1" } }] } };
    return { body: { id: account, name, health_status } };
  });
  return graph;
}

function phonesOf(client: string, health_status: object): object[] {
  return Object.entries(lines)
    .filter(([, line]) => line.client === client)
    .map(([key, { name, number }]) => ({
      id: phoneNumberId(number),
      display_phone_number: number,
      verified_name: name,
      quality_rating: qualityOf(key as Line),
      status: "CONNECTED",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: "TIER_10K",
      health_status,
    }));
}

function qualityOf(line: Line): string {
  if (line === "launch") return "UNKNOWN";
  return yellow.has(line) ? "YELLOW" : "GREEN";
}
export function phone(line: Line): Phone {
  const { number, client } = lines[line];
  return { number, account: clients[client].account };
}

export function person(index: number): string {
  return `91987${String(index).padStart(7, "0")}`;
}
