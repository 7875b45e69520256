/** The counted columns that `number_hours`, `number_days` and `breakdown_hours` share. */
export const countColumns = [
  "sent",
  "delivered",
  "read",
  "read_24h",
  "failed",
  "replied",
  "blocked",
  "reported",
  "opted_out",
  "opted_in",
] as const;
