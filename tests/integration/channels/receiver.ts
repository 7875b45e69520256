import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  headers: Record<string, string>;
  body: string;
  path: string;
}

type Answer = (response: ServerResponse, call: Received) => void;

/** What a customer runs: it keeps what it got, and answers as the test says. */
export async function startReceiver() {
  const calls: Received[] = [];
  let answer: Answer = (response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const call = {
        headers: plain(request.headers),
        body: Buffer.concat(parts).toString(),
        path: request.url ?? "",
      };
      calls.push(call);
      answer(response, call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/in`,
    calls,
    answerWith: (next: Answer) => void (answer = next),
    status: (status: number, headers: Record<string, string> = {}, body = "") =>
      void (answer = (response) => response.writeHead(status, headers).end(body)),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}
