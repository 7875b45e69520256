import { queryOptions } from "@tanstack/react-query";
import { mailChoiceJson, type ChangeMailChoiceJson } from "@/lib/wire/mail-choice";
import { fetchJson, sendJson } from "./fetch-json";

export const mailChoiceQuery = () =>
  queryOptions({
    queryKey: ["me", "mails"],
    queryFn: ({ signal }) => fetchJson("/api/v1/me/mails", mailChoiceJson, signal),
    refetchInterval: 60_000,
  });

export const changeMailChoice = (change: ChangeMailChoiceJson) =>
  sendJson("PATCH", "/api/v1/me/mails", mailChoiceJson, change);
