import { useId } from "react";

interface ClientChoiceProps {
  legend: string;
  /** What is said when nothing is chosen. */
  all: string;
  chosenWords: string;
  clients: readonly { id: string; name: string }[];
  /** Null: everything. */
  value: readonly string[] | null;
  disabled?: boolean;
  onChange: (value: string[] | null) => void;
}

/** Everything, or only what is ticked. */
export function ClientChoice({
  legend,
  all,
  chosenWords,
  clients,
  value,
  disabled = false,
  onChange,
}: ClientChoiceProps) {
  const name = useId();
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...(value ?? []), id] : (value ?? []).filter((one) => one !== id));
  return (
    <fieldset className="client-choice" disabled={disabled}>
      <legend>{legend}</legend>
      <label className="choice">
        <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
        {all}
      </label>
      <label className="choice">
        <input type="radio" name={name} checked={value !== null} onChange={() => onChange([])} />
        {chosenWords}
      </label>
      {value !== null && (
        <div className="client-ticks">
          {clients.map((client) => (
            <label key={client.id} className="choice">
              <input
                type="checkbox"
                checked={value.includes(client.id)}
                onChange={({ target }) => toggle(client.id, target.checked)}
              />
              <bdi>{client.name}</bdi>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** What a member sees. */
export function SeesChoice(props: Omit<ClientChoiceProps, "legend" | "all" | "chosenWords">) {
  return (
    <ClientChoice
      legend="Sees"
      all="every client, and numbers without one"
      chosenWords="only these clients"
      {...props}
    />
  );
}
