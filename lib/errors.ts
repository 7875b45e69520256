export const errorCodes = [
  "bad_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "unsupported_encoding",
  "too_many_requests",
  "unavailable",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The only error services throw on purpose. `detail` is shown to the caller: no secrets, no foreign rows. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  /** By name, not by class: the web process holds this module up to three times, and errors cross between them. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return value instanceof Error && value.name === "AppError";
  }

  constructor(
    code: ErrorCode,
    detail: string,
    more: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.field = more.field;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
