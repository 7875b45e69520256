import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { monday } from "@/tests/support/workspace";
import { graphError, healthy } from "./graph-server";
import { type Connected, startPoller } from "./poller";

let poller: Awaited<ReturnType<typeof startPoller>>;
let core: Core;
let graph: (typeof poller)["graph"];
let connected: Connected;

beforeAll(async () => {
  poller = await startPoller();
  ({ core, graph } = poller);
});
afterAll(() => poller.close());
beforeEach(async () => {
  connected = await poller.connect();
});

test.each([
  ["expired", () => graphError(400, 190)],
  ["of no account any more", () => graphError(400, 0)],
  ["refused", () => ({ status: 401, body: {} })],
  ["forbidden", () => ({ status: 403, body: "" })],
])(
  "says that a token is dead when it is %s, and leaves the last poll where it was",
  async (_name, reply) => {
    graph.answerWith(healthy());
    await connected.poll();
    await core.sql`delete from due where kind = 'score'`;
    graph.answerWith(reply);
    await connected.poll(new Date(monday.getTime() + minutes(15)));

    expect(await connected.source()).toMatchObject({
      token_state: "dead",
      poll_error: "token_dead",
      polled_at: monday,
    });
    expect(
      await core.sql`select 1 from due where workspace_id = ${connected.workspaceId} and kind = 'score'`,
    ).toHaveLength(1);
    expect(await connected.facts()).toHaveLength(5);
  },
);

test.each([
  ["too many calls", graphError(400, 4)],
  ["too many calls on the account", graphError(400, 80007)],
  ["a plain 429", { status: 429, body: "" }],
])("waits an hour after %s and keeps the token", async (_name, reply) => {
  graph.answerWith(() => reply);

  await connected.poll();

  expect(await connected.source()).toMatchObject({
    token_state: "unknown",
    poll_error: "throttled",
  });
  expect(await connected.nextPollIn()).toBe(hours(1));
});

test("tells a server that fails from a dead token", async () => {
  graph.answerWith(() => ({ status: 500, body: "<html>" }));
  await connected.poll();

  expect(await connected.source()).toMatchObject({
    token_state: "unknown",
    poll_error: "status_500",
    polled_at: null,
  });
  expect(await connected.nextPollIn()).toBe(minutes(15));
});

test("does not hang on a server that does not answer", async () => {
  graph.answerWith(() => ({ body: {}, delayMs: 30_000 }));

  await connected.poll();

  expect(await connected.source()).toMatchObject({ poll_error: "timeout" });
}, 20_000);
