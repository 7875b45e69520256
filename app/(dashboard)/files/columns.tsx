import { exampleOf, type FileHead } from "@/lib/domain/import/head";
import { type ImportPlan, type PlanField, planFields } from "@/lib/domain/import/plan";
import { fieldWords } from "@/lib/domain/import/words";
import type { ChangePlan } from "./map-file";

/** What each column of the file means. */
export function Columns({
  head,
  plan,
  change,
}: {
  head: FileHead;
  plan: ImportPlan;
  change: ChangePlan;
}) {
  const set = (column: string, field: PlanField | "") =>
    change({ columns: { ...plan.columns, [column]: field } });
  return (
    <fieldset className="mapping">
      <legend>
        <b>What does each column mean?</b>
      </legend>
      <ul>
        {head.sample.columns.map((column, at) => (
          // Two columns of a file may have the same name.
          <li key={`${column} ${at}`}>
            <span className="column">
              <b>{column === "" ? "(no name)" : column}</b>
              <span className="small muted">{exampleOf(head.sample, column)}</span>
            </span>
            <ColumnField
              column={column}
              field={plan.columns[column] ?? ""}
              set={(field) => set(column, field)}
            />
          </li>
        ))}
      </ul>
      <details>
        <summary>What the fields are</summary>
        <dl className="explained">
          {planFields.map((field) => (
            <div key={field}>
              <dt>{fieldWords[field].name}</dt>
              <dd>{fieldWords[field].words}</dd>
            </div>
          ))}
        </dl>
      </details>
    </fieldset>
  );
}

function ColumnField({
  column,
  field,
  set,
}: {
  column: string;
  field: PlanField | "";
  set: (field: PlanField | "") => void;
}) {
  return (
    <span className="meaning">
      <select
        className="select tiny"
        aria-label={`Column ${column}`}
        value={field}
        onChange={(event) => set(planFields.find((one) => one === event.target.value) ?? "")}
      >
        <option value="">not used</option>
        {planFields.map((one) => (
          <option key={one} value={one}>
            {fieldWords[one].name}
          </option>
        ))}
      </select>
      {field !== "" && <span className="small muted">{fieldWords[field].words}</span>}
    </span>
  );
}
