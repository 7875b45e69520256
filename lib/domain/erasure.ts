/** Where something of a person can stand, and what the answer calls it. */
export const personPlaces = {
  people: "what they said (no or yes)",
  person_aliases: "their other codes",
  events: "messages and answers",
  opt_outs: "opt-outs",
  leaks: "offers sent after a no",
  deliveries: "kept parts of deliveries",
  due: "work that was waiting",
} as const;
export type PersonPlace = keyof typeof personPlaces;

/** How many rows of each place spoke of the person and no longer do. */
export type PersonCounts = Record<PersonPlace, number>;

export function noRows(): PersonCounts {
  return { people: 0, person_aliases: 0, events: 0, opt_outs: 0, leaks: 0, deliveries: 0, due: 0 };
}

export function sumRows(counts: PersonCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
