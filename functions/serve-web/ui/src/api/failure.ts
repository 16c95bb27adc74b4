/** One field of a request that broke a rule. `pointer` is a JSON Pointer into the body. */
export interface FieldError {
  pointer: string;
  rule: string;
  detail?: string;
}

/** Why a call gave no result: nobody answered, or the server said what is wrong (RFC 9457). */
export type Failure =
  | { kind: "offline" }
  | { kind: "problem"; status: number; code: string; title: string; detail?: string; requestId?: string; retryAfter?: number; errors: FieldError[] };

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Turns an answer of the generated client into a value or a `Failure`; never throws. */
export async function outcome<T>(call: Promise<Answer<T>>): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call;
    return response.ok ? { ok: true, value: data as T } : { ok: false, failure: problem(error, response) };
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
}

function problem(body: unknown, response: Response): Failure {
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof said[name] === "string" ? (said[name] as string) : undefined);
  const wait = Number(response.headers.get("retry-after"));
  return {
    kind: "problem",
    status: response.status,
    code: text("code") ?? "unexpected",
    title: text("title") ?? "",
    detail: text("detail"),
    requestId: text("requestId"),
    retryAfter: Number.isFinite(wait) && wait > 0 ? wait : undefined,
    errors: Array.isArray(said["errors"]) ? (said["errors"] as FieldError[]) : [],
  };
}

/** Has the server answered with this code? */
export function isCode(failure: Failure, code: string): failure is Extract<Failure, { kind: "problem" }> {
  return failure.kind === "problem" && failure.code === code;
}
