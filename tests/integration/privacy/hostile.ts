/** What the search looks for beside all that is in the fixtures. */
export const person = "+5511987654321";
export const message = "wamid.HBgNNTUxMTk4NzY1NDMyMRUCABEYEjRBN0YxQjJDM0Q0RTVGNjA3MQA=";
export const words = "please call my sister Rosalinda about the blue sofa";

/** Deliveries that say more, other or less than Meta's own; with the right signature all of them. */
export function hostileBodies(): string[] {
  const digits = person.slice(1);
  const change = (field: string, value: object) => ({
    object: "whatsapp_business_account",
    entry: [{ id: "104455667788990", changes: [{ field, value }] }],
  });
  const metadata = { display_phone_number: "15550100001", phone_number_id: "220011223344556" };
  const at = String(Math.floor(Date.now() / 1000));
  const text = (body: string) => ({
    from: digits,
    id: message,
    timestamp: at,
    type: "text",
    text: { body },
  });
  return [
    change("messages", {
      metadata,
      messages: [text(words)],
      contacts: [{ wa_id: digits, profile: { name: words } }],
    }),
    change("messages", { metadata, messages: [text("STOP")] }),
    change("messages", {
      metadata,
      statuses: [{ id: message, status: digits, recipient_id: digits, timestamp: at }],
    }),
    change("messages", {
      metadata,
      statuses: [{ id: message, status: "sent", recipient_id: Number(digits), timestamp: words }],
    }),
    change("messages", {
      metadata,
      statuses: [
        {
          id: message,
          status: "failed",
          recipient_id: digits,
          timestamp: at,
          biz_opaque_callback_data: `campaign=${digits};list=${message}`,
          errors: [
            { code: 131026, title: words, message: digits, error_data: { details: person } },
          ],
        },
      ],
    }),
    change(`brand_new_${digits}`, {
      [digits]: { note: words },
      list: [person, [message, { deep: words }]],
    }),
    change("brand_new_field", {
      ANNA: "ROSALINDA",
      wa_id: person,
      amount: Number(digits),
      free: words,
    }),
    change("account_update", {
      event: "ACCOUNT_VIOLATION",
      violation_info: { violation_type: words },
    }),
    change("message_template_status_update", {
      event: digits,
      message_template_name: person,
      reason: words,
    }),
  ]
    .map((body) => JSON.stringify(body))
    .concat(`{"broken": "${person}`, `"${words}"`, `[${digits}]`, person);
}

/** Good rows and rows with a person, a message or a text where none belongs. */
export function ownEvents(): unknown[] {
  const at = Date.now() - 60_000;
  const base = { number: "+15550100009", at, recipient: person };
  return [
    { ...base, kind: "sent", message, category: "marketing", campaign: "Festive-2" },
    { ...base, kind: "read", message, id: message },
    { ...base, kind: "opted_out", message },
    { ...base, kind: "blocked", id: person },
    { ...base, kind: words, message },
    { ...base, kind: "sent", at: person },
    { ...base, number: words, kind: "sent" },
    { ...base, kind: "failed", code: person },
    { kind: "quality", number: "+15550100009", at, value: words },
    { [person]: words },
    words,
  ];
}
