"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { demoQuery } from "@/app/_queries/demo";

/** While the ninety days are played: how far they are, and then the pages themselves. */
export function DemoBuilding() {
  const { data } = useQuery(demoQuery());
  const state = data?.state ?? "building";
  useEffect(() => {
    if (state !== "building") window.location.assign("/");
  }, [state]);
  const percent = Math.floor((data?.done ?? 0) * 100);
  return (
    <section className="demo-building">
      <h1>Playing ninety days of Bluebird Agency</h1>
      <p>
        Twelve numbers, their campaigns, and what WhatsApp said: all of it goes through the same
        doors as real events would. This takes about half a minute.
      </p>
      <progress max={100} value={percent} aria-label="Days played" />
      <p className="muted" role="status">
        {percent === 0 ? "Loading the history" : `${percent} % of the ninety days`}
      </p>
    </section>
  );
}
