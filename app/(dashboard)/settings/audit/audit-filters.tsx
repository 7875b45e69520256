import { auditObjects } from "@/lib/domain/audit-words";
import type { AuditJson, AuditQuery } from "@/lib/wire/audit";

/** A plain form: what it asks for stands in the address, to be kept or sent to a colleague. */
export function AuditFilters({
  query,
  actors,
}: {
  query: AuditQuery;
  actors: AuditJson["actors"];
}) {
  return (
    <form className="filters audit-filters" action="/settings/audit">
      <select className="select tiny" name="who" aria-label="Who" defaultValue={query.who ?? ""}>
        <option value="">Everybody</option>
        {actors.map(({ id, name }) => (
          <option key={id} value={id ?? ""}>
            {name}
          </option>
        ))}
        <option value="system">Banguard itself</option>
      </select>
      <select className="select tiny" name="what" aria-label="What" defaultValue={query.what ?? ""}>
        <option value="">Everything</option>
        {Object.entries(auditObjects).map(([object, name]) => (
          <option key={object} value={object}>
            {name}
          </option>
        ))}
      </select>
      <label className="day">
        from
        <input className="input tiny" type="date" name="from" defaultValue={query.from ?? ""} />
      </label>
      <label className="day">
        to
        <input className="input tiny" type="date" name="to" defaultValue={query.to ?? ""} />
      </label>
      <button type="submit" className="button tiny">
        Show
      </button>
    </form>
  );
}
