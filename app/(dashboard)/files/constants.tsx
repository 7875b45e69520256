import { TextField } from "@/app/_ui/text-field";
import { categories } from "@/lib/domain/event";
import { guessKind } from "@/lib/domain/import/kinds";
import { type FileHead, kindsIn } from "@/lib/domain/import/head";
import {
  type DateOrder,
  dateOrders,
  type ImportPlan,
  type PlanField,
} from "@/lib/domain/import/plan";
import { kindWords } from "@/lib/domain/import/words";
import { ownKinds } from "@/lib/domain/own-event";
import type { ChangePlan } from "./map-file";

const orderWords: Record<DateOrder, string> = {
  ymd: "2026-11-22, or a unix time",
  dmy: "22/11/2026: day first",
  mdy: "11/22/2026: month first",
};

interface PlanProps {
  plan: ImportPlan;
  change: ChangePlan;
}

/** What the columns leave open: how dates are written, what stands for a missing column, the file's own words. */
export function Constants({ head, plan, change }: PlanProps & { head: FileHead }) {
  const fed = new Set<string>(Object.values(plan.columns));
  return (
    <>
      <div className="two">
        <Dates plan={plan} change={change} />
        <Zone plan={plan} change={change} />
        {!fed.has("number") && (
          <TextField
            name="number"
            label="All rows are from the number"
            placeholder="+15550100001"
            value={plan.constants.number ?? ""}
            onChange={(event) => change({ constants: given(plan, "number", event.target.value) })}
          />
        )}
        {!fed.has("kind") && (
          <Fixed
            label="All rows are"
            value={plan.constants.kind ?? ""}
            options={ownKinds.map((kind) => [kind, kindWords[kind] ?? kind])}
            set={(kind) => change({ constants: given(plan, "kind", kind) })}
          />
        )}
        {!fed.has("category") && (
          <Fixed
            label="Category of all rows"
            value={plan.constants.category ?? ""}
            options={categories.map((category) => [category, category])}
            set={(category) => change({ constants: given(plan, "category", category) })}
          />
        )}
      </div>
      {fed.has("number") && (
        <label className="choice">
          <input
            type="checkbox"
            checked={plan.plus}
            onChange={(event) => change({ plus: event.target.checked })}
          />
          <span>
            Your numbers are written without their plus
            <span className="small muted"> (else bare digits are taken for Meta’s id)</span>
          </span>
        </label>
      )}
      {fed.has("kind") && <Kinds head={head} plan={plan} change={change} />}
    </>
  );
}

function given(plan: ImportPlan, field: PlanField, value: string): ImportPlan["constants"] {
  const { [field]: _before, ...rest } = plan.constants;
  return value === "" ? rest : { ...rest, [field]: value };
}

function Dates({ plan, change }: PlanProps) {
  return (
    <div className="field">
      <label htmlFor="order">Days are written as</label>
      <select
        id="order"
        className="select"
        value={plan.dates.order}
        onChange={(event) => {
          const order = dateOrders.find((one) => one === event.target.value);
          if (order) change({ dates: { ...plan.dates, order } });
        }}
      >
        {dateOrders.map((order) => (
          <option key={order} value={order}>
            {orderWords[order]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Zone({ plan, change }: PlanProps) {
  const zones = Intl.supportedValuesOf("timeZone");
  const known = zones.includes(plan.dates.zone) ? zones : [plan.dates.zone, ...zones];
  const all = known.includes("UTC") ? known : ["UTC", ...known];
  return (
    <div className="field">
      <label htmlFor="file-zone">Times without a zone are in</label>
      <select
        id="file-zone"
        className="select"
        value={plan.dates.zone}
        onChange={(event) => change({ dates: { ...plan.dates, zone: event.target.value } })}
      >
        {all.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </div>
  );
}

function Fixed({
  label,
  value,
  options,
  set,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  set: (value: string) => void;
}) {
  return (
    <div className="field">
      <label>
        {label}
        <select className="select" value={value} onChange={(event) => set(event.target.value)}>
          <option value="">not known</option>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The file's own words for what happened; those we know are filled in. */
function Kinds({ head, plan, change }: PlanProps & { head: FileHead }) {
  const words = kindsIn(head, plan);
  if (words.length === 0) return null;
  return (
    <fieldset className="mapping">
      <legend>
        <b>What do these words mean?</b>
      </legend>
      <ul>
        {words.map((word) => (
          <li key={word}>
            <span className="column">{word}</span>
            <select
              className="select tiny"
              aria-label={`Word ${word}`}
              value={
                (Object.hasOwn(plan.kinds, word) ? plan.kinds[word] : undefined) ??
                guessKind(word) ??
                ""
              }
              onChange={(event) => {
                const { [word]: _before, ...rest } = plan.kinds;
                const kind = ownKinds.find((one) => one === event.target.value);
                change({ kinds: kind ? { ...rest, [word]: kind } : rest });
              }}
            >
              <option value="">refuse these rows</option>
              {ownKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kindWords[kind] ?? kind}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
