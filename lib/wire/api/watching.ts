import {
  accountNameJson,
  accountPageJson,
  accountsJson,
  updateAccountJson,
} from "@/lib/wire/account";
import {
  alertJson,
  alertPageJson,
  alertsJson,
  alertStateJson,
  expectAlertJson,
  muteAlertJson,
} from "@/lib/wire/alert";
import {
  allCampaignsJson,
  campaignPageJson,
  campaignsJson,
  nameCampaignJson,
  periodQueryJson,
} from "@/lib/wire/campaign";
import { listPageJson, listsJson } from "@/lib/wire/list";
import { numberPageJson, numbersJson, updateNumberJson } from "@/lib/wire/number";
import { enterRatingJson } from "@/lib/wire/rating";
import { seeingJson } from "@/lib/wire/seeing";
import { timelineJson } from "@/lib/wire/timeline";
import { trendJson } from "@/lib/wire/trend";
import { trendQueryJson } from "@/lib/wire/trend-query";
import { z } from "@/lib/wire/zod";
import { topic } from "./operation";

const numbers = topic("Numbers");
const campaigns = topic("Campaigns and lists");
const alerts = topic("Alerts");
const csv = { mediaType: "text/csv" };

export const watching = [
  numbers.get("listNumbers", "/numbers", "Every number, worst first", {
    who: "read",
    answer: numbersJson,
  }),
  numbers.get("getNumber", "/numbers/{id}", "One number, by id, E.164 or the provider's id", {
    who: "read",
    answer: numberPageJson,
  }),
  numbers.patch("updateNumber", "/numbers/{id}", "Name a number, or say whose it is", {
    who: "write",
    body: updateNumberJson,
    answer: numberPageJson,
  }),
  numbers.get("getTrend", "/numbers/{id}/trend", "Score and counts per hour or local day", {
    who: "read",
    query: trendQueryJson,
    answer: trendJson,
  }),
  numbers.get("getTrendFile", "/numbers/{id}/trend/csv", "The same as a file", {
    who: "read",
    query: trendQueryJson,
    answer: csv,
  }),
  numbers.get("getScoreFile", "/numbers/{id}/csv", "The lines of the score as a file", {
    who: "read",
    answer: csv,
  }),
  numbers.get("listNumbersFile", "/numbers/csv", "Every number as a file", {
    who: "read",
    answer: csv,
  }),
  numbers.get("getTimelineFile", "/numbers/{id}/timeline/csv", "What happened, as a file", {
    who: "read",
    answer: csv,
  }),
  numbers.get("getTimeline", "/numbers/{id}/timeline", "What happened to a number, newest first", {
    who: "read",
    answer: timelineJson,
  }),
  numbers.get("listNumberCampaigns", "/numbers/{id}/campaigns", "Campaigns of the last 14 days", {
    who: "read",
    answer: campaignsJson,
  }),
  numbers.post("enterRating", "/numbers/{id}/rating", "What WhatsApp Manager shows today", {
    who: "write",
    body: enterRatingJson,
    answer: numberPageJson,
  }),
  numbers.get("listAccounts", "/accounts", "WhatsApp accounts, also those without a number", {
    who: "read",
    answer: accountsJson,
  }),
  numbers.get("getAccount", "/accounts/{id}", "One account, by our id or WhatsApp's", {
    who: "read",
    answer: accountPageJson,
  }),
  numbers.patch("updateAccount", "/accounts/{id}", "Name an account", {
    who: "write",
    body: updateAccountJson,
    answer: accountNameJson,
  }),
  numbers.get("getSeeing", "/seeing", "What can be seen of each number, and what would add to it", {
    who: "read",
    answer: seeingJson,
  }),
  campaigns.get("listCampaigns", "/campaigns", "Campaigns of all numbers, newest first", {
    who: "read",
    query: periodQueryJson,
    answer: allCampaignsJson,
  }),
  campaigns.get("listCampaignsFile", "/campaigns/csv", "The same as a file", {
    who: "read",
    query: periodQueryJson,
    answer: csv,
  }),
  campaigns.get("getCampaign", "/campaigns/{id}", "One campaign", {
    who: "read",
    answer: campaignPageJson,
  }),
  campaigns.put("nameCampaign", "/campaigns/{id}/name", "Name a campaign that was recognised", {
    who: "write",
    body: nameCampaignJson,
    answer: campaignPageJson,
  }),
  campaigns.remove("unnameCampaign", "/campaigns/{id}/name", "Take a given name away", {
    who: "write",
    answer: campaignPageJson,
  }),
  campaigns.get("listLists", "/lists", "Lists of contacts, most harm first", {
    who: "read",
    query: periodQueryJson,
    answer: listsJson,
  }),
  campaigns.get("listListsFile", "/lists/csv", "The same as a file", {
    who: "read",
    query: periodQueryJson,
    answer: csv,
  }),
  campaigns.get("getList", "/lists/{id}", "One list", {
    who: "read",
    query: periodQueryJson,
    answer: listPageJson,
  }),
  alerts.get("listAlerts", "/alerts", "Alerts, newest first", {
    who: "read",
    query: z.object({ state: alertStateJson.optional() }),
    answer: alertsJson,
  }),
  alerts.get("listAlertsFile", "/alerts/csv", "The same as a file", {
    who: "read",
    query: z.object({ state: alertStateJson.optional() }),
    answer: csv,
  }),
  alerts.get("getAlert", "/alerts/{id}", "One alert with its mails and notes", {
    who: "read",
    answer: alertPageJson,
  }),
  alerts.post("acknowledgeAlert", "/alerts/{id}/acknowledge", "I'm on it", {
    who: "write",
    answer: alertJson,
  }),
  alerts.post("expectAlert", "/alerts/{id}/expect", "This was expected; mutes nothing", {
    who: "write",
    body: expectAlertJson,
    answer: alertJson,
  }),
  alerts.post("muteAlert", "/alerts/{id}/mute", "No mails about its target for 1 or 7 days", {
    who: "write",
    body: muteAlertJson,
    answer: alertJson,
  }),
  alerts.post("resolveAlert", "/alerts/{id}/resolve", "Close an alert by hand", {
    who: "write",
    answer: alertJson,
  }),
];
