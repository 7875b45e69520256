import { type ComponentProps, useId } from "react";

interface TextFieldProps extends ComponentProps<"input"> {
  name: string;
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
}

export function TextField({ label, hint, wrong, required = true, ...input }: TextFieldProps) {
  const id = useId();
  const described = [
    hint !== undefined && `${id}-hint`,
    wrong !== undefined && `${id}-wrong`,
  ].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        required={required}
        aria-invalid={wrong !== undefined}
        aria-describedby={described.join(" ") || undefined}
        {...input}
      />
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong !== undefined && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
