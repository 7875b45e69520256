"use client";

import { Failed } from "@/app/_ui/states";

/** The text of an error stays on the server; a person gets a way on. */
export default function DashboardError({ reset }: { reset: () => void }) {
  return (
    <Failed
      what="This page"
      error={new Error("Something went wrong on our side. It has been written to the log.")}
      retry={reset}
    />
  );
}
