import { ratings, type Category, type Rating } from "@/lib/domain/event";

/** A rating in either case; undefined when it is none. */
export function ratingWord(raw: unknown): Rating | undefined {
  if (typeof raw !== "string") return undefined;
  const word = raw.toLowerCase();
  return ratings.find((rating) => rating === word);
}

const templateCategories = ["marketing", "utility", "authentication"] as const satisfies Category[];

export function categoryWord(raw: unknown): Category | undefined {
  if (typeof raw !== "string") return undefined;
  const word = raw.toLowerCase();
  return templateCategories.find((category) => category === word);
}
