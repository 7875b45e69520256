import { actAnchors, isAlertAct, mailActs, type MailAct } from "@/lib/domain/alert/mail-act";

export interface ActAddress {
  act: MailAct;
  /** Undefined for what is about the person's own mails. */
  alertId: string | undefined;
}

const acts = new Map<string, MailAct>(mailActs.map((act) => [actAnchors[act], act]));
const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/**
 * A mail is kept with the app's own addresses; on its way out each act's address becomes one that works without
 * signing in. What is stored, exported or read by others therefore never holds a key.
 */
export function signAddresses(
  words: string,
  appUrl: string,
  sign: (address: ActAddress) => string | undefined,
): string {
  const place = new RegExp(
    `${escaped(appUrl)}/(?:alerts/(${uuid})|settings/you)#([a-z0-9-]+)`,
    "g",
  );
  return words.replace(place, (address: string, alertId: string | undefined, anchor: string) => {
    const act = acts.get(anchor);
    if (act === undefined || isAlertAct(act) !== (alertId !== undefined)) return address;
    return sign({ act, alertId }) ?? address;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
