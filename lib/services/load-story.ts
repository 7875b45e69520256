import { findCast, type Cast } from "@/db/queries/stories";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { ShortStory, Story } from "@/lib/domain/alert/story";
import type { Score } from "@/lib/domain/score/score";
import { loadDisable, loadLifted, loadRestricted } from "./account-story";
import { loadNumberCalm, loadNumberHigh } from "./number-story";
import {
  frameOf,
  nameOfCast,
  reachOf,
  toName,
  type Occasion,
  type Telling,
} from "./story-occasion";

export interface LoadedStory {
  story: Story;
  /** What the alert keeps: the same, with what was looked up for the mail. */
  evidence: AlertEvidence;
}

/** Reads what a mail needs to be complete without a login. */
export async function loadStory(telling: Telling, occasion: Occasion): Promise<LoadedStory> {
  const cast = await findCast(telling.db, reachOf(telling, occasion), occasion.target);
  if (!cast) throw new Error("a workspace that has an alert is gone");
  const { score, evidence } = occasion;
  if (occasion.rule === "number_high" && score) {
    return loadNumberStory(telling, { ...occasion, score }, cast);
  }
  const story = (await loadSanction(telling, occasion, cast)) ?? loadShort(telling, occasion, cast);
  return { story, evidence };
}

async function loadNumberStory(
  telling: Telling,
  occasion: Occasion & { score: Score },
  cast: Cast,
): Promise<LoadedStory> {
  const { phase, evidence } = occasion;
  if (phase.phase === "resolve") {
    return { story: await loadNumberCalm(telling, occasion, cast), evidence };
  }
  return loadNumberHigh(telling, occasion, cast);
}

async function loadSanction(
  telling: Telling,
  occasion: Occasion,
  cast: Cast,
): Promise<Story | undefined> {
  const { evidence, rule, phase } = occasion;
  if (evidence.of === "restricted") {
    const about = { ...occasion, evidence };
    return phase.phase === "resolve"
      ? loadLifted(telling, about, cast)
      : loadRestricted(telling, about, cast);
  }
  if (evidence.of !== "disable") return undefined;
  const about = { ...occasion, evidence };
  if (phase.phase === "resolve") return loadLifted(telling, about, cast);
  return rule === "disable_scheduled" ? loadDisable(telling, about, cast) : undefined;
}

function loadShort(telling: Telling, occasion: Occasion, cast: Cast): ShortStory {
  const { rule, phase, evidence, target } = occasion;
  return {
    story: "short",
    frame: frameOf(telling, cast, occasion),
    rule,
    phase: phases[phase.phase],
    name: nameOfCast(cast, target),
    numbers: cast.numbers.map(toName),
    evidence,
  };
}

const phases = { open: "open", escalate: "worse", remind: "more", resolve: "end" } as const;
