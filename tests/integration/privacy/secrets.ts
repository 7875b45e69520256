/** Everything in a delivery that must never rest anywhere: recipients, message ids and what people wrote or are called. */

const personKeys = new Set(
  `wa_id from to recipient recipient_id recipient_user_id recipient_parent_user_id recipient_participant_id phone
  recipient_participant_user_id user_id parent_user_id from_user_id to_user_id requester phone_number`.split(
    /\s+/,
  ),
);
const messageKeys = new Set(
  "message_id original_message_id click_id tracking_token message".split(" "),
);
const textKeys = new Set(
  `body text caption title name payload username full_name first_name emoji response_json message_template_title
  message_template_element message_template_footer message_template_button_url filename link`.split(
    /\s+/,
  ),
);
/** Customers' own numbers and the names of their accounts are no secret of a recipient. */
const openKeys = new Set(["display_phone_number", "phone_number_id", "number"]);
const shortest = 5;

/** Of all deliveries together: a customer's own number may be named by one and called by another. */
export function secretsOf(deliveries: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  const open = new Set<string>();
  walk(deliveries, [], (value, path) => {
    const key = path.at(-1) ?? "";
    if (openKeys.has(key)) open.add(digitsOf(value));
    else if (isSecret(value, key, path)) found.add(value);
  });
  const isOpen = (value: string) => digitsOf(value) !== "" && open.has(digitsOf(value));
  return new Set([...found].filter((value) => value.length >= shortest && !isOpen(value)));
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

function isSecret(value: string, key: string, path: readonly string[]): boolean {
  if (/^wa(m|c)id\./.test(value)) return true;
  if (/\d{9}/.test(value) && key === "biz_opaque_callback_data") return true;
  if (personKeys.has(key)) return true;
  if (messageKeys.has(key)) return !path.includes("errors");
  if (!textKeys.has(key)) return false;
  // Meta's own words about errors, and the names of templates and fields, tell nothing about people.
  return !path.includes("errors") && !(key === "title" && path.includes("error_data"));
}

function walk(
  value: unknown,
  path: readonly string[],
  visit: (value: string, path: readonly string[]) => void,
): void {
  if (typeof value === "string") visit(value, path);
  else if (Array.isArray(value)) for (const item of value) walk(item, path, visit);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key], visit);
}
