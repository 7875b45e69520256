import { readAccountAlert, readAccountReview, readCapability } from "./account-facts";
import { readFlow, readPaymentSetup, readSettings } from "./setup-facts";
import { readAccountUpdate } from "./account-update";
import type { FactReader } from "./change";
import { readEchoes, readMessages, readPreferences, type PartReader } from "./messages";
import { readNumberName, readNumberQuality, readSecurity } from "./number-facts";
import {
  readCategoryDetection,
  readTemplateCategory,
  readTemplateComponents,
  readTemplateQuality,
  readTemplateStatus,
} from "./template-facts";

/** Fields whose changes hold many parts. */
export const partReaders: ReadonlyMap<unknown, PartReader> = new Map([
  ["messages", readMessages],
  ["standby", readMessages],
  ["user_preferences", readPreferences],
  ["smb_message_echoes", readEchoes],
  ["message_echoes", readEchoes],
]);

/** Fields whose changes are facts about an account, a number or a template. */
export const factReaders: ReadonlyMap<string, FactReader> = new Map([
  ["account_alerts", readAccountAlert],
  ["account_review_update", readAccountReview],
  ["account_settings_update", readSettings],
  ["account_update", readAccountUpdate],
  ["business_capability_update", readCapability],
  ["flows", readFlow],
  ["message_template_components_update", readTemplateComponents],
  ["message_template_quality_update", readTemplateQuality],
  ["message_template_status_update", readTemplateStatus],
  ["payment_configuration_update", readPaymentSetup],
  ["phone_number_name_update", readNumberName],
  ["phone_number_quality_update", readNumberQuality],
  ["security", readSecurity],
  ["template_category_update", readTemplateCategory],
  ["template_correct_category_detection", readCategoryDetection],
]);

/** Understood, and of no meaning for the risk: kept scrubbed for a later model. */
export const unscoredFields: ReadonlySet<string> = new Set([
  "calls",
  "history",
  "smb_app_state_sync",
  "tracking_events",
]);

/** Known by name; what is inside was not found in any source, or says nothing about a number. */
export const opaqueFields: ReadonlySet<string> = new Set([
  "automatic_events",
  "business_status_update",
  "business_username_updates",
  "group_lifecycle_update",
  "group_participant_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "messaging_handovers",
  "partner_solutions",
]);
