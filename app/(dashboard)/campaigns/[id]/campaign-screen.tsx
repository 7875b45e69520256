"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { NameOrBegin } from "@/app/(dashboard)/campaigns/campaign-name";
import { NameIt } from "@/app/(dashboard)/campaigns/name-it";
import { campaignQuery } from "@/app/_queries/campaigns";
import { Failed, Waiting } from "@/app/_ui/states";
import { Moment } from "@/app/_ui/times";
import { bandOfScore, count } from "@/lib/domain/portfolio/score-words";
import type { CampaignPageJson } from "@/lib/wire/campaign";
import { ByHour } from "./by-hour";
import { CampaignSums } from "./campaign-sums";
import { Parts } from "./parts";

export function CampaignScreen({ id }: { id: string }) {
  const { data, error, isError, refetch } = useQuery(campaignQuery(id));
  if (!data && isError)
    return <Failed what="This campaign" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the campaign" rows={8} />;
  return (
    <article className="campaign-page">
      <Head campaign={data} />
      <CampaignSums campaign={data} />
      <Effect campaign={data} />
      <ByHour campaign={data} />
      <div className="part-grid">
        <Parts name="Lists" what="list" parts={data.lists} campaign={data} />
        <Parts name="Templates" what="template" parts={data.templates} campaign={data} />
        <Parts name="Countries" what="country" parts={data.countries} campaign={data} />
      </div>
      {data.shared && (
        <p className="small muted">
          Other messages went out in the same hours: “sent” of the lists, templates and countries
          holds these too. “Asked to stop” is of this campaign alone.
        </p>
      )}
    </article>
  );
}

function Head({ campaign }: { campaign: CampaignPageJson }) {
  const { zone, number } = campaign;
  return (
    <header className="number-head">
      <div className="back">
        <Link href="/campaigns">‹ All campaigns</Link>
      </div>
      <div className="named-head">
        <h1>
          <NameOrBegin campaign={campaign} zone={zone} />
        </h1>
        {campaign.recognised && <NameIt campaign={campaign} />}
      </div>
      <p className="muted facts-line">
        <span>
          <Link href={`/numbers/${number.id}`}>{number.name}</Link>
        </span>
        {campaign.client !== null && <span>{campaign.client}</span>}
        <span>
          began <Moment at={campaign.startedAt} zone={zone} />
        </span>
        <span>
          {campaign.endedAt === null ? (
            "still running"
          ) : (
            <>
              last message before <Moment at={campaign.endedAt} zone={zone} />
            </>
          )}
        </span>
        {campaign.recognised && <span>recognised by its shape: its messages name no campaign</span>}
      </p>
    </header>
  );
}

/** What it did to the number, as far as time tells: nothing here says that it alone was the cause. */
function Effect({ campaign }: { campaign: CampaignPageJson }) {
  const { score, alerts, zone } = campaign;
  return (
    <section className="block" aria-labelledby="effect">
      <header>
        <h2 id="effect">What followed</h2>
      </header>
      <p>{scoreSentence(score)}</p>
      {alerts.length === 0 ? (
        <p className="soft">No alert opened during it or in the three days after.</p>
      ) : (
        <ul className="plain-list">
          {alerts.map((alert) => (
            <li key={alert.id}>
              <Link href={`/alerts/${alert.id}`}>{alert.title}</Link>{" "}
              <span className="muted">
                <Moment at={alert.openedAt} zone={zone} />, {stateWords[alert.state]}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const stateWords = {
  open: "nobody is on it",
  acknowledged: "somebody is on it",
  resolved: "over",
} as const;

function scoreSentence({ before, highest }: CampaignPageJson["score"]): string {
  if (highest === null) return "The number had no score in that time.";
  const reached = `${count(highest)} (${bandOfScore(highest)})`;
  if (before === null) return `Until a day after it the number's score was ${reached} at most.`;
  if (highest <= before) return `The number's score did not rise; it was ${before} before.`;
  return `Until a day after it the number's score rose from ${before} to ${reached}.`;
}
