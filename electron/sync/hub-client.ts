/**
 * The hub as a device sees it: one function per route, failures classified once, here, into what the caller can do
 * about them.
 */
import { z } from 'zod';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { inVersion } from '../../shared/mutations/translations.ts';
import {
  barrierReply,
  countsReply,
  digestReply,
  firstPushReply,
  keyShareReply,
  type PushReply,
  pushReply,
  registerReply,
  tokenReply,
} from '../../shared/protocol/push.ts';
import type { TableDigest } from '../../shared/schema/digest.ts';
import { RELEASE_HEADER, readVersion, SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { DEADLINES, type Deadlines } from './deadlines.ts';
import { type Fetch, failureOf, HubFailure, type HubPass, sendRequest } from './hub-request.ts';
import type { PersonSession, SessionStore } from './session-store.ts';
import { SharedWork } from './shared-work.ts';

export { type Fetch, HubFailure, type HubFailureKind } from './hub-request.ts';

/**
 * Somebody who signed in by what the laptop knows: the hub is asked with it as soon as it answers. Held in memory only.
 */
export interface Credentials {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
}

/** `now` is the laptop’s clock: what the hub’s differs from it is kept in `clockOffsetMs`. */
export interface HubClientOptions {
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** The hub has said that what this person proved themselves with does not hold any more. */
  readonly onRejected?: (userId: string) => void;
  /** The hub has said that this laptop was revoked, and whether it waits for what the laptop holds. */
  readonly onDeviceRevoked?: (mode: 'rescue' | 'lost') => void;
  /** What the laptop says of itself with each request. */
  readonly report?: () => string;
  readonly deadlines?: Pick<Deadlines, 'idleMs'> | undefined;
}

/**
 * The hub's share of a laptop's key, for somebody who proves who they are; needs no session, because that is sealed.
 */
export async function fetchKeyShare(
  fetchIt: Fetch,
  hubUrl: string,
  who: { readonly deviceId: string; readonly email: string; readonly password: string },
): Promise<Buffer> {
  const body = { method: 'POST', body: JSON.stringify(who), headers: { 'content-type': 'application/json' } };
  const response = await sendRequest(fetchIt, new URL('/v1/auth/unlock', hubUrl).href, body);
  const parsed = keyShareReply.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success)
    throw new HubFailure('rubbish', 'hub.answer', 'the hub answered /v1/auth/unlock in an unknown form');
  return Buffer.from(parsed.data.share, 'base64url');
}

/** What of an answer proves a person, and until when. */
const tokensOf = ({
  accessToken,
  refreshToken,
  refreshUntil,
}: z.infer<typeof tokenReply>): Pick<PersonSession, 'accessToken' | 'refreshToken' | 'until'> => ({
  accessToken,
  refreshToken,
  ...(refreshUntil === undefined ? {} : { until: refreshUntil }),
});

/**
 * One per opened replica. It renews tokens by itself, one exchange at a time per person; every failure that leaves it
 * is a HubFailure.
 */
export class HubClient {
  readonly #sessions: SessionStore;
  readonly #fetch: Fetch;
  readonly #now: () => Date;
  /** Hub clock minus device clock, from the last answer that carried the time. */
  clockOffsetMs: number | undefined;
  /**
   * The hub's history, as it last said; another one than the session's means that the hub was restored from a backup.
   */
  historyId: string | undefined;
  #hubVersion: number | undefined;
  /** The hub's release, as it last said; undefined until it has answered, and of a hub that does not say it. */
  hubRelease: string | undefined;
  #renewing: SharedWork<string> | undefined;
  readonly #onRejected: (userId: string) => void;
  readonly #options: HubClientOptions;
  /** Who was told to choose a new password before anything else. */
  readonly #mustChange = new Set<string>();
  readonly #credentials = new Map<string, Credentials>();

  constructor(sessions: SessionStore, options: HubClientOptions) {
    this.#sessions = sessions;
    this.#options = options;
    this.#fetch = options.fetch;
    this.#now = options.now;
    this.#onRejected = options.onRejected ?? (() => undefined);
  }

  /** Whom the laptop itself has recognised: the hub is asked when it can be reached. */
  remember(credentials: Credentials): void {
    this.#credentials.set(credentials.userId, credentials);
  }

  /** The hub's version of the schema, as it last named it; that of the first release until it has answered. */
  get hubVersion(): number {
    return this.#hubVersion ?? 1;
  }

  get hubUrl(): string {
    return this.#sessions.data?.hubUrl ?? '';
  }

  /** One request. Never throws anything but HubFailure. */
  async request(path: string, init: RequestInit, baseUrl = this.hubUrl): Promise<Response> {
    const headers = { ...this.#ownHeaders(), ...Object.fromEntries(new Headers(init.headers)) };
    try {
      const url = new URL(path, baseUrl).href;
      const response = await sendRequest(this.#fetch, url, { ...init, headers }, this.#options.deadlines?.idleMs);
      this.#hubVersion = readVersion(response.headers.get(VERSION_HEADER));
      this.hubRelease = response.headers.get(RELEASE_HEADER) ?? this.hubRelease;
      return response;
    } catch (error) {
      this.#heard(error);
      throw error;
    }
  }

  #ownHeaders(): Readonly<Record<string, string>> {
    const report = this.#options.report?.();
    return { [VERSION_HEADER]: String(SCHEMA_VERSION), ...(report === undefined ? {} : { 'offstage-app': report }) };
  }

  #heard(failure: unknown): void {
    if (failure instanceof HubFailure && failure.code === 'device.revoked')
      this.#options.onDeviceRevoked?.(failure.details['mode'] === 'lost' ? 'lost' : 'rescue');
  }

  /**
   * Requests that somebody else sends in our name, as this laptop or as a person: `work` is given what they carry, and
   * given it anew once where a person's token has expired. Rejects with what `work` throws.
   */
  async lend<T>(as: 'laptop' | 'person', signal: AbortSignal, work: (pass: HubPass) => Promise<T>): Promise<T> {
    const lent = async (proof: Record<string, string>): Promise<T> => {
      const idleMs = this.#options.deadlines?.idleMs ?? DEADLINES.idleMs;
      try {
        return await work({ hubUrl: this.hubUrl, headers: { ...this.#ownHeaders(), ...proof }, idleMs });
      } catch (error) {
        this.#heard(error);
        throw error;
      }
    };
    if (as === 'laptop') return lent(this.#deviceHeader());
    try {
      return await lent({ authorization: `Bearer ${this.#reader().accessToken}` });
    } catch (error) {
      if (!(error instanceof HubFailure) || error.kind !== 'unauthorized') throw error;
      return lent({ authorization: `Bearer ${await this.renew(signal)}` });
    }
  }

  async #post<T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    headers: Record<string, string> = {},
    baseUrl?: string,
    signal?: AbortSignal,
  ): Promise<T> {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
      ...(signal === undefined ? {} : { signal }),
    };
    const response = await this.request(path, init, baseUrl);
    if (!response.ok) throw await failureOf(response);
    const parsed = schema.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw new HubFailure('rubbish', 'hub.answer', `the hub answered ${path} in an unknown form`);
    return parsed.data;
  }

  /**
   * Registers this laptop and signs the first person in. `knownHistory` is kept where the laptop already holds what a
   * hub of that history confirmed.
   */
  async register(
    hubUrl: string,
    who: { readonly email: string; readonly password: string; readonly deviceId: string; readonly deviceName: string },
    knownHistory?: string,
  ): Promise<{ readonly deviceId: string; readonly theaterId: string }> {
    // A laptop that the hub may know already proves by its own token that it is the same one.
    const proof = this.#sessions.data === undefined ? {} : this.#deviceHeader();
    const reply = await this.#post('/v1/auth/register-device', who, registerReply, proof, hubUrl);
    this.#measure(reply.serverTime);
    this.#note(reply);
    this.#sessions.save({
      hubUrl,
      deviceId: reply.deviceId,
      deviceToken: reply.deviceToken,
      theaterId: reply.theaterId,
      historyId: knownHistory ?? reply.historyId,
      currentUserId: reply.userId,
      people: [{ userId: reply.userId, email: who.email, ...tokensOf(reply) }],
    });
    return reply;
  }

  /** Signs another person in on this laptop. */
  async signIn(email: string, password: string, signal?: AbortSignal): Promise<string> {
    const reply = await this.#post(
      '/v1/auth/sign-in',
      { email, password },
      tokenReply,
      this.#deviceHeader(),
      undefined,
      signal,
    );
    this.#measure(reply.serverTime);
    this.#note(reply);
    this.#credentials.delete(reply.userId);
    this.#sessions.signIn({ userId: reply.userId, email, ...tokensOf(reply) });
    return reply.userId;
  }

  /** Ends the current session here, and on the hub if it can be reached. */
  async signOut(): Promise<void> {
    const session = this.#sessions.current;
    this.#sessions.signOut();
    if (session !== undefined) this.#credentials.delete(session.userId);
    if (session !== undefined && session.refreshToken !== '')
      await this.#post('/v1/auth/sign-out', { refreshToken: session.refreshToken }, z.unknown()).catch(() => undefined);
  }

  #deviceHeader(): Record<string, string> {
    const data = this.#sessions.data;
    return { authorization: `Bearer ${data?.deviceId ?? ''}.${data?.deviceToken ?? ''}` };
  }

  /** The session that reads shapes: the current person's, or that of anybody of this laptop whom the hub may know. */
  #reader(): PersonSession {
    const everybody = this.#sessions.data?.people ?? [];
    const inTurn = [this.#sessions.current, ...everybody.toReversed()].filter((person) => person !== undefined);
    const session = inTurn.find((person) => person.refreshToken !== '' || this.#credentials.has(person.userId));
    if (session === undefined)
      throw new HubFailure('unauthorized', 'auth.needed', 'nobody is signed in on this laptop');
    return session;
  }

  /**
   * A new access token; concurrent callers share one exchange, because a refresh token works once. One that is cut off
   * costs nothing: the hub takes the old token again as long as no successor of it was used.
   */
  async renew(signal?: AbortSignal): Promise<string> {
    try {
      signal?.throwIfAborted();
      if (this.#renewing?.isOpen !== true) this.#renewing = new SharedWork((end) => this.#exchange(end));
      return await this.#renewing.outcome(signal);
    } catch (error) {
      if (error instanceof HubFailure || signal?.aborted !== true) throw error;
      throw new HubFailure('unreachable', 'hub.unreachable', 'whoever waited has let go', { cause: error });
    }
  }

  async #exchange(signal: AbortSignal): Promise<string> {
    const session = this.#reader();
    const reply = await this.#prove(session, signal).catch((error: unknown) => {
      // Somebody signed in meanwhile: what failed was the token that they replaced.
      if (this.#reader().refreshToken !== session.refreshToken) return undefined;
      if (this.#isRejected(session, error)) return undefined;
      throw error;
    });
    if (reply === undefined) return this.#exchange(signal);
    this.#credentials.delete(session.userId);
    this.#measure(reply.serverTime);
    this.#note(reply);
    this.#sessions.renew(session.userId, tokensOf(reply));
    this.historyId = reply.historyId;
    return reply.accessToken;
  }

  /** By token, or by the password of somebody whom only the laptop has recognised so far. */
  #prove(session: PersonSession, signal: AbortSignal): Promise<z.infer<typeof tokenReply>> {
    const known = this.#credentials.get(session.userId);
    const isKnown = session.refreshToken === '' && known !== undefined;
    const path = isKnown ? '/v1/auth/sign-in' : '/v1/auth/refresh';
    const proof = isKnown ? { email: known.email, password: known.password } : { refreshToken: session.refreshToken };
    return this.#post(path, proof, tokenReply, isKnown ? this.#deviceHeader() : {}, undefined, signal);
  }

  /** Notes what the hub says about a person. Answers whether somebody else of this laptop can be asked for instead. */
  #isRejected(session: PersonSession, error: unknown): boolean {
    if (!(error instanceof HubFailure) || !['auth.revoked', 'auth.credentials', 'auth.expired'].includes(error.code))
      return false;
    this.#credentials.delete(session.userId);
    // A session that only ended says nothing about the person's password.
    if (error.code !== 'auth.expired') this.#onRejected(session.userId);
    const hasOthers =
      this.#sessions.data?.people.some((person) => person.userId !== session.userId && person.refreshToken !== '') ===
      true;
    if (hasOthers) this.#sessions.renew(session.userId, { accessToken: '', refreshToken: '' });
    return hasOthers;
  }

  /** A GET as a person; an expired token is renewed once. */
  async get(path: string, signal?: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const ask = (token: string): Promise<Response> =>
      this.request(path, {
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(signal === undefined ? {} : { signal }),
      });
    try {
      return await ask(this.#reader().accessToken);
    } catch (error) {
      if (!(error instanceof HubFailure) || error.kind !== 'unauthorized') throw error;
      return ask(await this.renew(signal));
    }
  }

  /** As a person: a GET, or a POST where there is a body; an expired token is renewed once. The answer is a success. */
  async asPerson(path: string, body?: unknown): Promise<Response> {
    const session = this.#sessions.current;
    if (session === undefined)
      throw new HubFailure('unauthorized', 'auth.needed', 'nobody is signed in on this laptop');
    const ask = (token: string): Promise<Response> => this.#success(path, { authorization: `Bearer ${token}` }, body);
    try {
      return await ask(session.accessToken);
    } catch (error) {
      if (!(error instanceof HubFailure) || error.code !== 'auth.expired') throw error;
      return ask(await this.renew());
    }
  }

  /** A POST by nobody in particular, to a hub that this laptop may not know yet. The answer is a success. */
  anonymous(path: string, body: unknown, hubUrl: string): Promise<Response> {
    return this.#success(path, {}, body, hubUrl);
  }

  /** A POST as this laptop, also after it was revoked. The answer is a success. */
  asDevice(path: string, body: unknown): Promise<Response> {
    return this.#success(path, this.#deviceHeader(), body);
  }

  async #success(path: string, headers: Record<string, string>, body: unknown, baseUrl?: string): Promise<Response> {
    const init =
      body === undefined
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await this.request(path, init, baseUrl);
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  async counts(signal?: AbortSignal): Promise<Readonly<Record<string, number>>> {
    const parsed = countsReply.safeParse(await (await this.get('/v1/counts', signal)).json().catch(() => undefined));
    return parsed.success ? parsed.data.rows : {};
  }

  /** Sends mutations whose numbers belong to an epoch; with none it only asks where this device stands. */
  async push(mutations: readonly Mutation[], epoch: number, signal: AbortSignal): Promise<PushReply> {
    const deviceId = this.#sessions.data?.deviceId ?? '';
    // Which form the hub reads is known once it has answered anything at all.
    if (this.#hubVersion === undefined) await this.request('/v1/health', { signal });
    signal.throwIfAborted();
    const wires = mutations.map(({ deviceId: _device, ...wire }) => ({ ...wire, ...inVersion(wire, this.hubVersion) }));
    const body = { deviceId, schemaVersion: Math.min(SCHEMA_VERSION, this.hubVersion), mutations: wires };
    if (this.hubVersion === 1) {
      const first = await this.#post('/v1/push', body, firstPushReply, this.#deviceHeader(), undefined, signal);
      // It knows neither epochs nor ids, and tells its history with the next token.
      return { ...first, epoch: 1, lastId: null, historyId: this.historyId ?? this.#sessions.data?.historyId ?? '' };
    }
    const reply = await this.#post('/v1/push', { ...body, epoch }, pushReply, this.#deviceHeader(), undefined, signal);
    this.historyId = reply.historyId;
    return reply;
  }

  /** Bumps this device's row; answers a position that the bump's commit lies at or after. */
  async barrier(signal: AbortSignal): Promise<number> {
    const reply = await this.#post('/v1/barrier', {}, barrierReply, this.#deviceHeader(), undefined, signal);
    this.historyId = reply.historyId ?? this.historyId;
    return Number(reply.lsn);
  }

  /** The hub's history as it last said, or as it stood when this laptop last had all of it. */
  get knownHistory(): string {
    return this.historyId ?? this.#sessions.data?.historyId ?? '';
  }

  /** Whether the hub forgot things since this laptop last stood at its latest commit. */
  get isHistoryNew(): boolean {
    return (
      this.historyId !== undefined &&
      this.#sessions.data !== undefined &&
      this.#sessions.data.historyId !== this.historyId
    );
  }

  /** What the hub of a history forgot has been offered again: that history is ours from now on. */
  acceptHistory(historyId: string): void {
    const { data } = this.#sessions;
    if (data !== undefined) this.#sessions.save({ ...data, historyId });
  }

  /** Canonical hash and row count per table, or of some tables, as the hub has them now. */
  async digests(tables?: readonly string[], signal?: AbortSignal): Promise<Readonly<Record<string, TableDigest>>> {
    const query = tables === undefined ? '' : `?${new URLSearchParams({ tables: tables.join(',') }).toString()}`;
    const parsed = digestReply.safeParse(
      await (await this.get(`/v1/digest${query}`, signal)).json().catch(() => undefined),
    );
    if (!parsed.success)
      throw new HubFailure('rubbish', 'hub.answer', 'the hub answered /v1/digest in an unknown form');
    return parsed.data.digests;
  }

  #note({
    userId,
    mustChangePassword,
  }: {
    readonly userId: string;
    readonly mustChangePassword?: boolean | undefined;
  }): void {
    if (mustChangePassword === true) this.#mustChange.add(userId);
    else this.#mustChange.delete(userId);
  }

  /** Whether the hub answers this person nothing until they have chosen a new password. */
  mustChangePassword(userId: string): boolean {
    return this.#mustChange.has(userId);
  }

  #measure(serverTime: string): void {
    this.clockOffsetMs = Math.round(Date.parse(serverTime) - this.#now().getTime());
  }
}
