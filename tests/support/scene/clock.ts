export const minuteMs = 60_000;
export const dayMs = 86_400_000;
/** India has one zone and no summer time. */
const indiaMs = 330 * minuteMs;

/** So many days before today at an hour of India. */
export function day(now: Date, back: number, hour: string): Date {
  const midnight = Math.floor((now.getTime() + indiaMs) / dayMs) * dayMs - indiaMs;
  const [hours = 0, minutes = 0] = hour.split(":").map(Number);
  return new Date(midnight - back * dayMs + (hours * 60 + minutes) * minuteMs);
}
export function humanDay(at: Date): string {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: "Asia/Kolkata",
    dateStyle: "long",
  }).format(at);
}
