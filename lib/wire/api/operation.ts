import type { z } from "@/lib/wire/zod";

/** One address and method of `/api/v1`, as far as others rely on it: what the description and its checks are made from. */
export interface Operation {
  /** In camel case, unique: what a generated client calls it. */
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its parameters in braces: `/api/v1/numbers/{id}`. */
  path: string;
  summary: string;
  tag: string;
  /** `read`, `write`: a key of that scope or a session. `person`, `admin`: somebody signed in. `open`: nobody in particular. */
  who: "read" | "write" | "person" | "admin" | "open";
  query?: z.ZodType;
  body?: z.ZodType | { mediaTypes: readonly string[] };
  /** 200 when left out. */
  status?: number;
  /** JSON of this shape, else a file of this type, else nothing but the status. */
  answer?: z.ZodType | { mediaType: string };
}

type Rest = Omit<Operation, "id" | "method" | "path" | "summary" | "tag">;

/** Operations of one topic, one line each. */
export function topic(tag: string) {
  const operation =
    (method: Operation["method"]) =>
    (id: string, path: string, summary: string, rest: Rest): Operation => ({
      id,
      method,
      path: `/api/v1${path}`,
      summary,
      tag,
      ...rest,
    });
  return {
    get: operation("GET"),
    post: operation("POST"),
    put: operation("PUT"),
    patch: operation("PATCH"),
    remove: operation("DELETE"),
  };
}
