interface ChooseProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  className?: string;
}

/** A small select whose answer is one of the options, typed. */
export function Choose<T extends string>({
  label,
  value,
  options,
  onChange,
  className = "",
}: ChooseProps<T>) {
  return (
    <select
      className={`select tiny ${className}`}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.target.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}
