import type { Instant } from "@/lib/domain/event";
import type { PeopleDay } from "@/lib/domain/score/window";
import { addDays, type Day, days, localDay, startOfDay } from "@/lib/domain/time";
import type { NumberRollup, Rollups } from "./rollups";

const rememberedFor = days(90);

/** Sums over the people of the local dates from `first` to `last`, counted like the worker's hourly pass: dates without anything get no row. */
export function peopleDays(
  rollups: Rollups,
  number: NumberRollup,
  first: Day,
  last: Day,
): PeopleDay[] {
  const rows: PeopleDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1))
    rows.push(peopleDay(rollups, number, day));
  const active = new Set([...number.hours.keys()].map((hour) => localDay(hour, rollups.zone)));
  return rows.filter(({ day, weekReached }) => weekReached > 0 || active.has(day));
}

function peopleDay({ zone, numbers }: Rollups, number: NumberRollup, day: Day): PeopleDay {
  const start = startOfDay(day, zone);
  const end = startOfDay(addDays(day, 1), zone);
  const weekStart = startOfDay(addDays(day, -6), zone);
  const reached = reachedPeople(number, start, end);
  const weekly = reachedPeople(number, weekStart, end);
  const often = messagesPerPerson([...numbers.values()], weekStart, end, weekly);
  const isFirst = (person: string) =>
    !number.touches.get(person)?.some((at) => at >= start - rememberedFor && at < start);
  return {
    day,
    reached: reached.size,
    firstContacts: [...reached].filter(isFirst).length,
    weekReached: weekly.size,
    weekOverThree: [...weekly].filter((person) => (often.get(person) ?? 0) > 3).length,
  };
}

function reachedPeople({ contacts }: NumberRollup, from: Instant, to: Instant): Set<string> {
  const people = new Set<string>();
  for (const { person, at, isMarketing } of contacts)
    if (isMarketing && at >= from && at < to) people.add(person);
  return people;
}

/** Over all numbers of the client: a person does not care which of them wrote. */
function messagesPerPerson(
  numbers: readonly NumberRollup[],
  from: Instant,
  to: Instant,
  people: ReadonlySet<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { contacts } of numbers) {
    for (const { person, at, isMarketing } of contacts) {
      if (isMarketing && at >= from && at < to && people.has(person))
        counts.set(person, (counts.get(person) ?? 0) + 1);
    }
  }
  return counts;
}
