import type { Sql } from "postgres";

/** One place and all that stands in it, as text. */
export interface Place {
  where: string;
  text: string;
}

/** Every row of every table, each as one JSON text; bytes come as hex. */
export async function readDatabase(sql: Sql): Promise<Place[]> {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`;
  const places: Place[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ text: string }[]>(
      `select to_jsonb(t)::text as text from ${name} t`,
    );
    places.push(...rows.map(({ text }) => ({ where: name, text })));
  }
  return places;
}

/** Where which secret stands: plain, as digits however they are grouped, or behind base64 or hex. */
export function findSecrets(places: readonly Place[], secrets: ReadonlySet<string>): string[] {
  const needles = [...new Set([...secrets].flatMap(shapesOf))];
  const found = new Set<string>();
  for (const { where, text } of places) {
    for (const [form, reading] of readingsOf(text)) {
      for (const needle of needles)
        if (reading.includes(needle)) found.add(`${where}: ${needle} (${form})`);
    }
  }
  return [...found].sort();
}

function shapesOf(secret: string): string[] {
  const digits = secret.replace(/\D/g, "");
  return digits.length >= 7 ? [secret, digits] : [secret];
}

/** The same text in every way in which it could hide something. */
function readingsOf(text: string): [form: string, reading: string][] {
  return [
    ["plain", text],
    ["digits", text.replace(/(?<=\d)[\s().+/-]+(?=\d)/g, "")],
    ["base64", decoded(text, /[A-Za-z0-9+/_-]{8,}/g, "base64", 4)],
    ["hex", decoded(text, /[0-9a-fA-F]{8,}/g, "hex", 2)],
  ];
}

/** Each run decoded from every place at which a group of letters may begin. */
function decoded(text: string, run: RegExp, encoding: "base64" | "hex", group: number): string {
  return [...text.matchAll(run)]
    .flatMap(([letters]) =>
      Array.from({ length: group }, (_, from) =>
        Buffer.from(letters.slice(from), encoding).toString("latin1"),
      ),
    )
    .join("\n");
}
