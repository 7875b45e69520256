/** The fictional agency of ux.md 5. Business numbers are +1 555 010 00xx, which nobody can have. */

export const clientNames = {
  asha: "Asha Beauty",
  kite: "Kite Fashion",
  roast: "Roast & Co",
  verde: "Verde Grocers",
  nomad: "Nomad Travel",
  helio: "Helio Solar",
  pico: "Pico Pets",
  lumen: "Lumen Loans",
} as const;

export type DemoClient = keyof typeof clientNames;

/** Through what each client is heard: `cloud` has a token, so WhatsApp can be asked; `own` sends signed events. */
interface Connection {
  way: "cloud" | "cloud_without_token" | "own";
  /** WhatsApp's id of the account. */
  account?: string;
  source: string;
}

export const connections: Record<DemoClient, Connection> = {
  asha: { way: "cloud", account: "104455660000001", source: "Asha Beauty" },
  kite: { way: "cloud", account: "104455660000003", source: "Kite Fashion" },
  roast: { way: "cloud", account: "104455660000004", source: "Roast & Co" },
  verde: { way: "cloud_without_token", account: "104455660000006", source: "Verde Grocers" },
  nomad: { way: "cloud", account: "104455660000007", source: "Nomad Travel" },
  helio: { way: "own", source: "Helio CRM" },
  pico: { way: "own", source: "Pico shop (Twilio)" },
  lumen: { way: "cloud", account: "104455660000012", source: "Lumen Loans" },
};

export const lines = {
  care: { client: "asha", name: "Asha Beauty – Care", number: "+15550100001" },
  glow: { client: "asha", name: "Asha Beauty – Offers", number: "+15550100002" },
  kite: { client: "kite", name: "Kite Fashion – Offers", number: "+15550100003" },
  deals: { client: "roast", name: "Roast & Co – Deals", number: "+15550100004" },
  orders: { client: "roast", name: "Roast & Co – Orders", number: "+15550100005" },
  alerts: { client: "verde", name: "Verde Grocers – Alerts", number: "+15550100006" },
  launch: { client: "nomad", name: "Nomad Travel – Launch", number: "+15550100007" },
  trips: { client: "nomad", name: "Nomad Travel – Trips", number: "+15550100008" },
  leads: { client: "helio", name: "Helio Solar – Leads", number: "+15550100009" },
  service: { client: "helio", name: "Helio Solar – Service", number: "+15550100010" },
  pico: { client: "pico", name: "Pico Pets – Offers", number: "+15550100011" },
  notices: { client: "lumen", name: "Lumen Loans – Notices", number: "+15550100012" },
} as const satisfies Record<string, { client: DemoClient; name: string; number: string }>;

export type Line = keyof typeof lines;

export const lineNames = Object.keys(lines) as Line[];
export const demoClients = Object.keys(clientNames) as DemoClient[];
/** Whom Maya's colleague looks after. */
export const jonasClients = ["kite", "roast"] as const satisfies readonly DemoClient[];

export function accountOf(client: DemoClient): string {
  return connections[client].account ?? "";
}

/** WhatsApp's own id of the number, the same in deliveries and in what the demo's Graph answers. */
export function phoneNumberId(line: Line): string {
  return `22${lines[line].number.slice(1)}`;
}

const areaCodes = Array.from({ length: 780 }, (_, index) => 201 + index).filter(
  (code) => code % 100 !== 11 && code !== 555,
);
/** Clients have no customer in common. */
const roomPerClient = 8000;

/** A customer of a client: the numbers 555-0100 to 555-0199 of each area are kept for fiction. */
export function personOf(client: DemoClient, index: number): string {
  const serial = demoClients.indexOf(client) * roomPerClient + index;
  const area = areaCodes[Math.floor(serial / 100) % areaCodes.length] ?? 201;
  return `+1${area}55501${String(serial % 100).padStart(2, "0")}`;
}
