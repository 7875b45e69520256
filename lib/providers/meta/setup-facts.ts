import { codeWordOf, isObject, objectIn, textIn } from "@/lib/providers/json";
import { numberOf } from "@/lib/providers/recipient";
import { onAccount, type FactBody, type FactReader } from "./change";

/** Health of a form inside WhatsApp (a "flow"): shown, 0 points. Inner names not verified against a live account. */
export const readFlow: FactReader = (change) => {
  const { value } = change;
  const event = codeWordOf(value["event"]);
  if (event === undefined) return [{ reason: "malformed", at: "event" }];
  const fact: FactBody = { kind: "flow", ...onAccount(change), value: event.toLowerCase() };
  const state = codeWordOf(value["alert_state"]);
  if (state !== undefined) fact.detail = { step: state.toLowerCase() };
  return [fact];
};

/** The name of a payment set-up and how far it is. Who pays whom is not in it. */
export const readPaymentSetup: FactReader = (change) => {
  const { value } = change;
  const status = textIn(value, "status", 64);
  if (status === undefined || !/^[A-Za-z][A-Za-z _-]*$/.test(status)) {
    return [{ reason: "malformed", at: "status" }];
  }
  const word = status.toLowerCase().replaceAll(/[ -]+/g, "_");
  return [{ kind: "payment_setup", ...onAccount(change), value: word }];
};

/** Somebody changed how the number may be called; calling has restrictions of its own. */
export const readSettings: FactReader = (change) => {
  const { value } = change;
  const type = codeWordOf(value["type"]);
  if (type === undefined) return [{ reason: "malformed", at: "type" }];
  const settings = objectIn(value, "phone_number_settings");
  const number = settings && numberOf(undefined, settings["phone_number_id"]);
  const calling = settings && objectIn(settings, "calling");
  const status = isObject(calling) ? codeWordOf(calling["status"]) : undefined;
  const word = status === undefined ? type.toLowerCase() : `calling_${status.toLowerCase()}`;
  const fact: FactBody = { kind: "settings_changed", ...onAccount(change), value: word };
  return [number ? { ...fact, number } : fact];
};
