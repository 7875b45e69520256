import { percent } from "@/lib/domain/portfolio/score-words";
import type { ListJson } from "@/lib/wire/list";

/** Two bars of the same scale, told apart by word and pattern: a list is fine while the second is not longer than the first. */
export function HarmBars({ list }: { list: Pick<ListJson, "volumeShare" | "harmShare"> }) {
  return (
    <dl className="harm-bars">
      <Bar name="of the messages" kind="volume" share={list.volumeShare} />
      <Bar name="of the harm" kind="harm" share={list.harmShare} />
    </dl>
  );
}

function Bar({ name, kind, share }: { name: string; kind: string; share: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={`bar ${kind}`} aria-hidden="true">
          <i style={{ width: `${100 * Math.min(1, share ?? 0)}%` }} />
        </span>
        <b>{share === null ? "–" : percent(share)}</b>
      </dd>
    </div>
  );
}
