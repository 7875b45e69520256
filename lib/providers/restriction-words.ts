/** Spellings that older documents and other providers use for the same restriction. */
const otherSpellings = new Map([
  ["RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
  ["RESTRICTION_ADD_PHONE_NUMBER_ACTION", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"],
]);

export function normalRestriction(type: string): string {
  return otherSpellings.get(type) ?? type;
}

/** Gravest last. A type that we do not know ranks where the score's floor for it does: below messaging, above all else. */
const order = [
  "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN",
  "RESTRICTED_USER_INITIATED_CALLING",
  "RESTRICTED_BUSINESS_INITIATED_CALLING",
  "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING",
  "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
  "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
  "RESTRICTED_UTILITY_TEMPLATES",
  "",
  "RESTRICTED_BIZ_INITIATED_MESSAGING",
  "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
];

/** For sorting the types of one sanction: higher is graver. */
export function severityOfRestriction(type: string): number {
  const known = order.indexOf(type);
  return known >= 0 ? known : order.indexOf("");
}
