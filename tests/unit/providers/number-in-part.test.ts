import { expect, test } from "vitest";
import { numberInPart } from "@/lib/providers/number-in-part";

const metadata = { display_phone_number: "15550100001", phone_number_id: "2215550100001" };
const envelope = (value: unknown) => ({ entry: [{ id: "1", changes: [{ field: "x", value }] }] });

test.each([
  ["our own row", { number: "+15550100001" }, { e164: "+15550100001" }],
  ["our own row by id", { number: "2215550100001" }, { phoneNumberId: "2215550100001" }],
  ["a list of one", [{ number: "+15550100001" }], { e164: "+15550100001" }],
  [
    "an envelope of Meta's",
    envelope({ metadata }),
    { e164: "+15550100001", phoneNumberId: "2215550100001" },
  ],
  ["an envelope without a number", envelope({ statuses: [] }), undefined],
  ["an empty envelope", { entry: [] }, undefined],
  ["a number that is none", { number: "DROP TABLE" }, undefined],
  ["a number that is an object", { number: {} }, undefined],
  ["a text", "number", undefined],
  ["nothing", null, undefined],
])("finds whose people a part speaks of: %s", (_what, part, number) => {
  expect(numberInPart(part)).toEqual(number);
});
