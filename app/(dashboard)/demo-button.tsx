"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { demoQuery, openDemo } from "@/app/_queries/demo";

/** One click to the fictional agency, in a workspace of its own: nothing of it mixes with real numbers. */
export function DemoButton() {
  const { data } = useQuery(demoQuery());
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => openDemo(new Intl.DateTimeFormat().resolvedOptions().timeZone),
    onSuccess: () => window.location.assign("/"),
  });
  if (data?.here) return null;
  const words = data?.own ? "Open the sample data" : "See it with sample data";
  return (
    <>
      <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Opening…" : words}
      </button>
      {error !== null && (
        <span role="alert" className="small band high">
          {error.message}
        </span>
      )}
    </>
  );
}

/** In the settings of a real workspace. */
export function DemoSetting() {
  const { data } = useQuery(demoQuery());
  if (!data || data.here) return null;
  return (
    <section className="panel demo-setting" aria-labelledby="demo-setting">
      <h2 id="demo-setting">Sample data</h2>
      <p>
        A made-up agency with twelve numbers and ninety days, in a workspace of its own. It is ready
        in about half a minute, never mixes with your numbers, and goes with one click.
      </p>
      <DemoButton />
    </section>
  );
}
