const oneDigitCodes = /^\+[17]/;
const twoDigitCodes = /^\+(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** "+1 555 010 0003": the calling code, then groups of three and a last one of three or four. */
export function formatPhone(e164: string): string {
  const codeLength = oneDigitCodes.test(e164) ? 2 : twoDigitCodes.test(e164) ? 3 : 4;
  const code = e164.slice(0, codeLength);
  const groups = [];
  let rest = e164.slice(codeLength);
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [code, ...groups, rest].filter((part) => part !== "").join(" ");
}

/** What a number is called where nobody has named it. */
export function nameOfNumber(number: {
  name: string | null;
  number: string | null;
  phoneNumberId?: string | null;
}): string {
  if (number.name !== null) return number.name;
  if (number.number !== null) return formatPhone(number.number);
  return number.phoneNumberId ?? "A number without a name";
}
