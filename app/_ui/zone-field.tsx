import { useId } from "react";

interface ZoneFieldProps {
  zones: string[];
  defaultValue: string;
  label?: string;
  hint?: string;
  /** What the empty choice is called; without it there is none. */
  none?: string;
}

export function ZoneField({
  zones,
  defaultValue,
  label = "Time zone",
  hint = "Days and hours on pages and in mails are counted in it.",
  none,
}: ZoneFieldProps) {
  const id = useId();
  const known = defaultValue === "" || zones.includes(defaultValue);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name="zone" className="select" defaultValue={defaultValue}>
        {none !== undefined && <option value="">{none}</option>}
        {(known ? zones : [defaultValue, ...zones]).map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <span className="hint">{hint}</span>
    </div>
  );
}
