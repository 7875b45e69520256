export const ways = [
  {
    way: "meta",
    title: "Our own Meta app",
    words: "You or your developers use WhatsApp’s Cloud API directly.",
  },
  {
    way: "provider",
    title: "A provider",
    words:
      "360dialog, Twilio, Gupshup, Infobip, Vonage or another one stands between you and WhatsApp.",
  },
  {
    way: "tool",
    title: "Only an inbox or campaign tool",
    words: "You log in to a tool and send from there.",
  },
  { way: "files", title: "I have files", words: "Exports with one row per message or per day." },
] as const;

export type Way = (typeof ways)[number]["way"];

/** What to do when another tool already uses the webhook address. Nobody's inbox may go silent because of us. */
export const sharedAddress: Record<Exclude<Way, "files">, string> = {
  meta: "Create a second app in your own Meta business portfolio and subscribe it to the same WhatsApp account. Never replace the address of the app your inbox uses: each app has exactly one, and your inbox would go silent. Use the second app’s secret below.",
  provider:
    "Ask your provider for a further address. 360dialog takes up to three per number; the extra ones get a copy only when the first answered, and account notices need the account webhook.",
  tool: "Ask your tool to send a copy. A text for its support stands below.",
};

export const supportText =
  "Hello, we monitor our WhatsApp numbers for delivery and opt-out problems. Please send a copy of the WhatsApp webhooks of our account (message statuses, incoming messages, account and template notices) to the address we give you, in Meta’s original format, or tell us how to switch that on ourselves. Thank you.";
