import type { ScoreLine } from "./line";
import type { Spotlight } from "./window";

/** Advice names the campaign, list, template and account that the harm came from, where these are known. */
export function withNames(line: ScoreLine, spotlight: Spotlight | null): ScoreLine {
  if (!line.advice || !spotlight) return line;
  const { campaign, template, list, account, listHarmShare, listVolumeShare } = spotlight;
  const names = {
    campaign,
    template,
    list,
    account,
    harmShare: listHarmShare,
    volumeShare: listVolumeShare,
  };
  const known = Object.fromEntries(
    Object.entries(line.advice.params).filter(([, value]) => value !== null),
  );
  return { ...line, advice: { key: line.advice.key, params: { ...names, ...known } } };
}
