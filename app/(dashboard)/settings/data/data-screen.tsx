"use client";

import { useQuery } from "@tanstack/react-query";
import { clientsQuery } from "@/app/_queries/clients";
import { retentionQuery } from "@/app/_queries/privacy";
import { Failed, Waiting } from "@/app/_ui/states";
import { EraseByName } from "./erase-by-name";
import { ExportForm } from "./export-form";
import { RetentionForm } from "./retention-form";

export function DataScreen({ workspace }: { workspace: string }) {
  const { data, error, isError, refetch } = useQuery(retentionQuery());
  const { data: known } = useQuery(clientsQuery());
  if (!data && isError)
    return <Failed what="The data page" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the data page" />;
  const clients = known?.clients ?? [];
  return (
    <>
      <header className="page-head">
        <h1>Data</h1>
      </header>
      <div className="narrow-page">
        <RetentionForm key={JSON.stringify(data.days)} retention={data} />
        <ExportForm clients={clients} />
        <EraseByName workspace={workspace} clients={clients} />
      </div>
    </>
  );
}
