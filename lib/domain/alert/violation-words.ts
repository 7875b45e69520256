/** What WhatsApp's codes of a violation mean, where it has said so. Its list is open: a code without words is shown alone. */
const words: Record<string, string> = {
  ADULT: "adult content or services",
  ALCOHOL: "the sale of alcohol",
  ANIMALS: "the sale of animals",
  BODY_PARTS_FLUIDS: "the sale of body parts or fluids",
  DATING: "dating services",
  DRUGS: "the sale of drugs",
  GAMBLING: "gambling",
  HEALTHCARE: "the sale of medical products",
  SCAM: "misleading or fraudulent offers",
  SUPPLEMENTS: "the sale of unsafe supplements",
  TOBACCO: "the sale of tobacco",
  WEAPONS: "the sale of weapons",
};

export function violationWords(code: string): string | null {
  return words[code.toUpperCase()] ?? null;
}
