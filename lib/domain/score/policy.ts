import { fade, wholePoints } from "./arithmetic";
import { countryCode, policyTextCode } from "./codes";
import { failuresOf, monthAges, weekAges } from "./history";
import { type Factor, line, words } from "./judged";
import { meanAge } from "./rate";
import { latestByTemplate, plainWord, templateFacts, within } from "./templates";

/** Reasons about what the template says; a format rejection says nothing of the kind. */
const contentReasons: ReadonlySet<string> = new Set([
  "abusive_content",
  "scam",
  "promotional",
  "incorrect_category",
]);
const policyTextCodes = new Set([policyTextCode]);
const countryCodes = new Set([countryCode]);
const month = 30;
const monthOfFailures = [...monthAges, 28, 29];

export const templateRejected: Factor = ({ history }) => {
  const basis = line({
    family: "policy",
    factor: "template_rejected",
    cap: 9,
    minimum: 1,
    window: "30d",
  });
  const rejected = within(history, templateFacts(history, "template_status"), month).filter(
    ({ value, detail }) =>
      plainWord(value) === "rejected" && contentReasons.has(plainWord(detail?.reason)),
  );
  const refused = monthOfFailures.reduce(
    (total, age) => total + failuresOf(history, age, policyTextCodes),
    0,
  );
  const harm = rejected.length + refused;
  if (harm === 0) return { line: { ...basis, harm } };
  const last = rejected.at(-1);
  return {
    line: {
      ...basis,
      harm,
      points: Math.min(basis.cap ?? 0, 3 * harm),
      state: "risk",
      why: words("template_rejected", {
        harm,
        rejected: rejected.length,
        refused,
        template: last?.template ?? null,
      }),
      advice: words("fix_template", {
        template: last?.template ?? null,
        reason: plainWord(last?.detail?.reason) || null,
      }),
    },
  };
};

/** The announcement, the change and the detection of one template are one correction. */
export const templateMiscategorised: Factor = ({ history }) => {
  const basis = line({
    family: "policy",
    factor: "template_miscategorised",
    cap: 12,
    minimum: 1,
    window: "30d",
  });
  const corrections = within(history, templateFacts(history, "template_category"), month).filter(
    ({ value, detail }) => plainWord(value) !== plainWord(detail?.previous),
  );
  const harm = latestByTemplate(corrections).size;
  const last = corrections.at(-1);
  if (!last) return { line: { ...basis, harm } };
  const params = {
    harm,
    template: last.template,
    category: plainWord(last.detail?.previous) || null,
    correct: plainWord(last.value) || null,
  };
  return {
    line: {
      ...basis,
      harm,
      points: Math.min(basis.cap ?? 0, 4 * harm),
      state: "risk",
      why: words("template_miscategorised", params),
      advice: words("fix_category", params),
    },
  };
};

export const countryBlocked: Factor = ({ history }) => {
  const basis = line({
    family: "policy",
    factor: "country_blocked",
    cap: 15,
    minimum: 1,
    window: "7d",
  });
  const days = weekAges.map((age) => ({ harm: failuresOf(history, age, countryCodes), sample: 0 }));
  const harm = days.reduce((total, day) => total + day.harm, 0);
  if (harm === 0) return { line: { ...basis, harm } };
  const faded = fade(meanAge(days, weekAges), 7);
  const points = wholePoints((basis.cap ?? 0) * faded);
  return {
    line: {
      ...basis,
      harm,
      points,
      state: "risk",
      why: words("country_blocked", { harm, fade: faded }),
      advice: words("read_warning"),
    },
  };
};
