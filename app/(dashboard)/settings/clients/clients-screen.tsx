"use client";

import { useQuery } from "@tanstack/react-query";
import { clientsQuery } from "@/app/_queries/clients";
import { numbersQuery } from "@/app/_queries/numbers";
import { AssignNumbers } from "./assign-numbers";
import { ClientList } from "./client-list";

export function ClientsScreen({ mayWrite }: { mayWrite: boolean }) {
  const { data, isError } = useQuery(clientsQuery());
  const { data: portfolio } = useQuery(numbersQuery());
  if (!data)
    return (
      <p className="muted">
        {isError ? "The clients could not be loaded." : "Loading the clients…"}
      </p>
    );
  return (
    <>
      <ClientList clients={data.clients} mayWrite={mayWrite} />
      {mayWrite && data.clients.length > 0 && portfolio && portfolio.numbers.length > 0 && (
        <AssignNumbers clients={data.clients} numbers={portfolio.numbers} />
      )}
    </>
  );
}
