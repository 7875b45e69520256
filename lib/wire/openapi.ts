import type { Operation } from "./api/operation";
import { operations } from "./api/operations";
import { problemJson } from "./problem";
import { z } from "./zod";

const refusals: Record<Operation["who"], readonly number[]> = {
  open: [400, 429],
  read: [400, 401, 403, 404, 429],
  write: [400, 401, 403, 404, 409, 429, 503],
  person: [400, 401, 403, 404, 409, 429],
  admin: [400, 401, 403, 404, 409, 429],
};

const reasons: Record<number, string> = {
  200: "Done",
  201: "Made",
  202: "Taken",
  400: "Not understood; `field` names what to mend",
  401: "No key or session, or a wrong one",
  403: "Not allowed to this key or role",
  404: "Not there, or another workspace's",
  409: "Already done, or done by somebody else",
  429: "Too many; see Retry-After",
  503: "Not just now; see Retry-After",
};

/** The OpenAPI 3.1 description of `/api/v1`, made from the schemas that validate. `appUrl`: where this installation is. */
export function describeApi(appUrl: string, version: string) {
  return {
    openapi: "3.1.1",
    info: {
      title: "Banguard",
      version,
      description:
        "Watches WhatsApp Business numbers for restrictions and bans. Not part of, or endorsed by, WhatsApp or Meta.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: appUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "bg_…, of scope read or write" },
        session: { type: "apiKey", in: "cookie", name: "banguard.session" },
      },
      schemas: { Problem: jsonSchema(problemJson, "output") },
    },
  };
}

function pathsOf(all: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of all) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = describe(operation);
  }
  return paths;
}

function describe(operation: Operation) {
  const { id, summary, tag, who, body } = operation;
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...securityOf(who),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation)],
    ...(body !== undefined && { requestBody: { required: true, content: contentOf(body) } }),
    responses: responsesOf(operation),
  };
}

function securityOf(who: Operation["who"]) {
  if (who === "open") return { security: [] };
  return who === "person" || who === "admin" ? { security: [{ session: [] }] } : {};
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Operation) {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(isObject(schema) ? { content: { "application/json": { schema } } } : { schema }),
  }));
}

/** An object stands in a query as JSON. */
function isObject(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && "properties" in schema;
}

function contentOf(body: NonNullable<Operation["body"]>) {
  if (!("mediaTypes" in body)) {
    return { "application/json": { schema: jsonSchema(body, "input") } };
  }
  return Object.fromEntries(body.mediaTypes.map((type) => [type, { schema: { type: "string" } }]));
}

function responsesOf({ who, status = 200, answer }: Operation) {
  const good = {
    description: reasons[status] ?? "Done",
    ...(answer && { content: answerContent(answer) }),
  };
  const problem = {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  };
  const bad = refusals[who].map((code) => [
    String(code),
    { description: reasons[code] ?? "Refused", content: problem },
  ]);
  return { [String(status)]: good, ...Object.fromEntries(bad) };
}

function answerContent(answer: NonNullable<Operation["answer"]>) {
  return "mediaType" in answer
    ? { [answer.mediaType]: { schema: { type: "string" } } }
    : { "application/json": { schema: jsonSchema(answer, "output") } };
}

interface JsonSchema {
  properties?: Record<string, unknown>;
  required?: string[];
  [more: string]: unknown;
}

/** `input`: what a caller may send, before defaults. What JSON Schema cannot say (moments of a Date) is left open. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema: made }) => {
      // The format says it; the pattern behind it is 200 characters at every moment.
      if (made.format === "date-time") delete made.pattern;
    },
  });
  return rest as JsonSchema;
}
