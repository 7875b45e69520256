import { expect, test } from "vitest";
import { plainPlan } from "@/lib/domain/import/plan";
import { readFileRows } from "@/lib/services/read-file-rows";

async function* inOnePart(text: string) {
  yield text;
}

async function countRows(text: string): Promise<number> {
  let count = 0;
  for await (const _row of readFileRows(inOnePart(text), plainPlan("csv"))) count += 1;
  return count;
}

test("a head of very many columns is refused before a row is matched with it", async () => {
  const head = (columns: number) => Array.from({ length: columns }, (_, at) => `c${at}`).join(",");

  expect(await countRows(`${head(1000)}\n1\n2\n`)).toBe(2);
  await expect(countRows(`${head(1001)}\n1\n2\n`)).rejects.toThrow("more than 1000 columns");
});
