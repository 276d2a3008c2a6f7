/**
 * One request to a hub, and what a failure of it means: classified once, here, into what the caller can do about it.
 * Whatever thread it is sent from.
 */
import type { FailureDetails } from '../../shared/ipc/people-contract.ts';
import { errorReply } from '../../shared/protocol/push.ts';
import { DEADLINES } from './deadlines.ts';
import { fetchWithIdleTimeout } from './idle-timeout.ts';

/** What went wrong, by what helps: wait, sign in, update the app, or tell a person. */
export type HubFailureKind = 'unreachable' | 'busy' | 'unauthorized' | 'revoked' | 'outdated' | 'refused' | 'rubbish';

interface HubFailureOptions {
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly details?: FailureDetails;
}

/** `kind` is what the caller acts on, `code` what people are told, `status` undefined where no answer came. */
export class HubFailure extends Error {
  readonly kind: HubFailureKind;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  /** The status of the answer, where there was one. */
  readonly status: number | undefined;
  readonly details: FailureDetails;
  constructor(kind: HubFailureKind, code: string, message: string, options: ErrorOptions & HubFailureOptions = {}) {
    super(message, options);
    this.name = 'HubFailure';
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.details = options.details ?? {};
  }
}

/** As the platform’s `fetch`; tests put theirs in its place. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Turns an answer that is no success into a failure of the right kind. */
export async function failureOf(response: Response): Promise<HubFailure> {
  const text = await response.text().catch(() => '');
  const parsed = errorReply.safeParse(safeJson(text));
  const { status } = response;
  const code = parsed.success ? parsed.data.code : `http.${status}`;
  const message = parsed.success ? parsed.data.message : text.slice(0, 200);
  const details =
    parsed.success && parsed.data.details !== undefined ? { status, details: parsed.data.details } : { status };
  if (code === 'auth.revoked' || code === 'device.revoked') return new HubFailure('revoked', code, message, details);
  if (code === 'release.tooOld') return new HubFailure('outdated', code, message, details);
  if (status === 401 || code === 'auth.mustChangePassword')
    return new HubFailure('unauthorized', code, message, { status });
  if (status === 429 || status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? '');
    return new HubFailure('busy', code, message, seconds > 0 ? { ...details, retryAfterMs: seconds * 1000 } : details);
  }
  return new HubFailure('refused', code, message, details);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * One request, which ends when nothing moves for `idleMs`. The answer is a success, `304` or `409`; everything else
 * that comes of it is a HubFailure.
 */
export async function sendRequest(
  fetchIt: Fetch,
  url: string,
  init: RequestInit,
  idleMs = DEADLINES.idleMs,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetchWithIdleTimeout((guarded) => fetchIt(url, guarded), init, idleMs);
  } catch (error) {
    if (error instanceof HubFailure) throw error;
    throw new HubFailure('unreachable', 'hub.unreachable', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
  if (!response.ok && response.status !== 304 && response.status !== 409) throw await failureOf(response);
  return response;
}

/** What a request of ours carries, for whoever sends it in our name (`HubClient.lend`); it can pass between threads. */
export interface HubPass {
  readonly hubUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A request in which nothing moves for so long ends, in milliseconds. */
  readonly idleMs: number;
}

/** A request to a path of the hub; the answer is a success. Throws HubFailure. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** Sends requests that carry what the pass says. */
export function sendingWith(fetchIt: Fetch, { hubUrl, headers, idleMs }: HubPass): Send {
  return async (path, init) => {
    const all = { ...headers, ...Object.fromEntries(new Headers(init.headers)) };
    const response = await sendRequest(fetchIt, new URL(path, hubUrl).href, { ...init, headers: all }, idleMs);
    if (!response.ok) throw await failureOf(response);
    return response;
  };
}
