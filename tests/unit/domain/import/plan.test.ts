import { expect, test } from "vitest";
import { planMoment } from "@/lib/domain/import/date";
import { firstPlan, readHead } from "@/lib/domain/import/head";
import { makeLineCutter, splitCells } from "@/lib/domain/import/lines";
import { plainPlan } from "@/lib/domain/import/plan";
import { joinRefused } from "@/lib/domain/import/refused";
import { planRow } from "@/lib/domain/import/rows";
import { guessKind } from "@/lib/domain/import/kinds";

test.each([
  ["2026-11-22T10:02:00+05:30", "ymd", "UTC", "2026-11-22T04:32:00.000Z"],
  ["2026-11-22 10:02:33", "ymd", "Asia/Kolkata", "2026-11-22T04:32:33.000Z"],
  ["22/11/2026 10:02", "dmy", "Europe/Berlin", "2026-11-22T09:02:00.000Z"],
  ["22.11.26, 10.02", "dmy", "Europe/Berlin", "2026-11-22T09:02:00.000Z"],
  ["11/22/2026 3:05 PM", "mdy", "America/New_York", "2026-11-22T20:05:00.000Z"],
  ["12/31/2026 12:00 AM", "mdy", "UTC", "2026-12-31T00:00:00.000Z"],
  ["22 Nov 2026 10:02", "ymd", "UTC", "2026-11-22T10:02:00.000Z"],
  ["November 22, 2026", "ymd", "UTC", "2026-11-22T12:00:00.000Z"],
  ["2026-11-22", "ymd", "Asia/Kolkata", "2026-11-22T06:30:00.000Z"],
  ["1792300123", "ymd", "UTC", "2026-10-18T05:08:43.000Z"],
  ["31/02/2026 10:00", "dmy", "UTC", undefined],
  ["22/11/2026 25:00", "dmy", "UTC", undefined],
  ["yesterday", "ymd", "UTC", undefined],
  ["", "ymd", "UTC", undefined],
] as const)("%s, %s, in %s", (cell, order, zone, iso) => {
  const at = planMoment(cell, { order, zone });

  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(iso);
});

test.each([
  ["DELIVERED", "delivered"],
  ["Opt-Out", "opted_out"],
  ["undelivered", "failed"],
  ["seen", "read"],
  ["template_status", "template_status"],
  ["party", undefined],
])("the word %s means %s", (word, kind) => {
  expect(guessKind(word)).toBe(kind);
});

test("columns, dates, words and the missing plus are guessed from a foreign file", () => {
  const text = [
    "Message SID;To;From;Delivery Status;Date sent;Broadcast name;Cost",
    "SM1;49170000001;15550100001;delivered;22/11/2026 10:02;Festive-2;0.01",
    "SM2;49170000002;15550100001;read;22/11/2026 10:03;Festive-2;0.01",
  ].join("\r\n");

  const head = readHead("export.csv", new TextEncoder().encode(text), true);
  const { plan, remembered } = firstPlan(head ?? neverRead(), [null], "Asia/Kolkata");

  expect(remembered).toBe(false);
  expect(plan).toMatchObject({
    format: "csv",
    delimiter: ";",
    plus: true,
    dates: { order: "dmy", zone: "Asia/Kolkata" },
    columns: {
      "Message SID": "message",
      To: "recipient",
      From: "number",
      "Delivery Status": "kind",
      "Date sent": "at",
      "Broadcast name": "campaign",
      Cost: "",
    },
  });
});

test("the next file of the same columns is read as the last one was", () => {
  const bytes = new TextEncoder().encode("b,a\n1,2\n");
  const earlier = { ...plainPlan("csv", { a: "campaign", b: "" }), constants: { kind: "sent" } };

  const { plan, remembered } = firstPlan(
    readHead("x.csv", bytes, true) ?? neverRead(),
    [null, earlier],
    "UTC",
  );

  expect(remembered).toBe(true);
  expect(plan).toMatchObject({ columns: { a: "campaign", b: "" }, constants: { kind: "sent" } });
});

test("objects on lines, Excel's UTF-16 and Windows's own letters are recognised", () => {
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from("at;kind\n1;sent\n", (one) => one.charCodeAt(0)).buffer),
  ]);

  expect(
    readHead("x.ndjson", new TextEncoder().encode(`{"kind":"sent","to":"x"}\n`), true),
  ).toMatchObject({ format: "ndjson", sample: { columns: ["kind", "to"] } });
  expect(readHead("x.csv", utf16, true)).toMatchObject({
    encoding: "utf-16le",
    delimiter: ";",
    sample: { columns: ["at", "kind"] },
  });
  expect(readHead("x.csv", new Uint8Array([0x4b, 0xe4, 0x0a, 0x31]), true)).toMatchObject({
    encoding: "windows-1252",
    sample: { columns: ["Kä"] },
  });
  expect(readHead("x.csv", new Uint8Array(), true)).toBeUndefined();
});

test("a row takes constants where a cell is empty, and the plan's meaning of its words", () => {
  const plan = {
    ...plainPlan("csv", { tel: "number", was: "kind", n: "count", __proto__x: "" }),
    constants: { category: "marketing", at: "2026-11-22T10:00:00Z" },
    kinds: { Hop: "reported" as const },
    plus: true,
  };

  expect(
    planRow(plan, [
      ["tel", "1 (555) 010-0001"],
      ["was", "Hop"],
      ["n", "1,250"],
      ["constructor", "x"],
    ]),
  ).toEqual({
    category: "marketing",
    at: "2026-11-22T10:00:00Z",
    number: "+15550100001",
    kind: "reported",
    count: "1250",
  });
});

test("rows are cut whole wherever the parts of a file end, with the number of their last line", () => {
  const text = `a,b\r\n"one\r\nstill one",2\r\n\r\nlast,row`;
  for (let size = 1; size < text.length; size += 1) {
    const cutter = makeLineCutter("csv");
    const rows = [];
    for (let at = 0; at < text.length; at += size)
      rows.push(...cutter.push(text.slice(at, at + size)));
    rows.push(...cutter.end());

    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5]);
  }
  expect(splitCells(`"a ""quoted"" word",,x`, ",")).toEqual([`a "quoted" word`, "", "x"]);
});

test("refused lines meet what stood in them, and a cell that begins like a formula stays a text", async () => {
  const file = new Blob([
    `kind,at\n=cmd(),x\n"two\nlines",y\n`,
  ]).stream() as ReadableStream<Uint8Array>;
  const refusals = [
    { line: 2, field: "kind", reason: "unknown_value", mend: "Use one of: sent." },
    { line: 4, field: "at", reason: "malformed", mend: "-" },
  ];

  const text = await joinRefused(refusals, file, plainPlan("csv"));

  expect(text.split("\r\n").slice(0, 2)).toEqual([
    `"line","field","reason","what to do","the line"`,
    `"2","kind","unknown value","Use one of: sent.","'=cmd(),x"`,
  ]);
  expect(text).toContain(`"4","at","malformed","'-","""two\nlines"",y"`);
});

function neverRead(): never {
  throw new Error("the head was not read");
}
