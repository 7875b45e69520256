/** What an hour, a day or a dimension of a number adds up to. All are numbers of events (people for optedOut). */
export interface Counts {
  sent: number;
  delivered: number;
  read: number;
  /** Reads within 24 hours of their delivery, in the delivery's hour. */
  read24h: number;
  failed: number;
  replied: number;
  blocked: number;
  reported: number;
  optedOut: number;
  optedIn: number;
}

export const noCounts: Counts = {
  sent: 0,
  delivered: 0,
  read: 0,
  read24h: 0,
  failed: 0,
  replied: 0,
  blocked: 0,
  reported: 0,
  optedOut: 0,
  optedIn: 0,
};

export const countNames = Object.keys(noCounts) as (keyof Counts)[];

export function addCounts(left: Counts, right: Counts): Counts {
  const sum = { ...left };
  for (const name of countNames) sum[name] += right[name];
  return sum;
}

/** Breakdown dimensions and their numbers in `breakdown_hours.dimension`. */
export const dimensions = { category: 1, country: 2, template: 3, campaign: 4, list: 5 } as const;
export type Dimension = keyof typeof dimensions;
export type LabelDimension = "template" | "campaign" | "list";

/** Label ids of the dimension `category`; 0 stands for an unknown category. */
export const categoryIds = {
  unknown: 0,
  marketing: 1,
  utility: 2,
  authentication: 3,
  service: 4,
} as const;

/** `failure_hours.code` of a failure that came without a code. */
export const noCode = -1;

/** `events.kind`. Never renumber: stored. */
export const kindIds = {
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
  replied: 5,
  blocked: 6,
  reported: 7,
  opted_out: 8,
  opted_in: 9,
} as const;

/** `seen.bits`. The first four stand for what is known of one message; `other` for every key that is not a message's. */
export const seenBits = {
  sent: 1,
  delivered: 2,
  read: 4,
  failed: 8,
  replied: 16,
  other: 32,
} as const;

/** ISO 3166-1 alpha-2 as the number that breakdowns and events store. */
export function countryId(country: string): number {
  return country.charCodeAt(0) * 256 + country.charCodeAt(1);
}
