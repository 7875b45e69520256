/** Who did something, as the audit log keeps it: it outlives the person and the key. */
export interface Actor {
  kind: "person" | "key" | "system";
  id: string | undefined;
  name: string;
  /** The address it came from; undefined for the system. */
  address: string | undefined;
}

export const system: Actor = {
  kind: "system",
  id: undefined,
  name: "Banguard",
  address: undefined,
};

/** One line of the audit log. `action`: a stable word, object first, then what became of it: `source_created`. */
export interface AuditEntry {
  action: string;
  target: { kind: string; id?: string | undefined; name?: string | undefined };
  /** Figures and names only: never a secret, never a recipient. */
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
}
