/**
 * The contract's other end: one per window. Answers requests, keeps live queries up to date, tells about sync and
 * session. It knows nothing of WebSockets or MessagePorts; whoever makes it passes frames in and out.
 */
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import {
  type Failure,
  type Frame,
  type Method,
  type Params,
  requestFrame,
  requests,
  type SessionInfo,
  type SyncStatus,
} from '../../shared/ipc/contract.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { dismissRefusal, mutateTogether, pendingCount, tryRefusalAgain } from '../outbox/outbox.ts';
import { asAppError, saidReason } from './as-app-error.ts';
import { answerPart, isPartMethod } from './contract-parts.ts';
import { enterCount } from './count-entry.ts';
import { forgetWithDrafts, keepOwnDraft } from './drafts.ts';
import { LiveQueries, questionOf } from './live-queries.ts';
import { mustBeOpen } from './must-be-open.ts';
import { enterPacking } from './packing-entry.ts';
import { answerPeople, isPeopleMethod, type PeopleMethod } from './people-service.ts';
import type { ReplicaHost } from './replica-host.ts';

/** `send` hands a frame to the window; it may still be called for what was being answered when `close` came. */
export interface ServiceOptions {
  readonly host: ReplicaHost;
  /** The hub that sign-in offers. */
  readonly hubUrl: string;
  readonly demo: SessionInfo['demo'];
  readonly send: (frame: Frame) => void;
}

const COALESCE_MS = 16;
/** What a locked app still answers: who is there, and how to come back. */
const ALWAYS: ReadonlySet<Method> = new Set([
  'session.get',
  'session.signIn',
  'session.signOut',
  'session.switchTo',
  'session.unlock',
  'session.lock',
  'session.acceptInvitation',
  'session.recover',
  'sync.retry',
  'sync.setOffline',
  'subscribe',
  'unsubscribe',
]);

/** Failures of any kind as the interface takes them. */
export function toFailure(error: unknown, hubUrl: string): Failure {
  const known = asAppError(error, hubUrl);
  return known instanceof AppError
    ? { code: known.code, details: known.details }
    : { code: 'internal', details: { problem: errorText(error) } };
}

const mutateFor = (host: ReplicaHost, { name, args, id }: Params<'mutate'>) => host.mutate(name, args, id);
const mutateTogetherFor = (host: ReplicaHost, asked: Params<'mutate.together'>) =>
  mutateTogether(host.deps, { ...asked, authorId: host.writer() });
const isOpen = (host: ReplicaHost): boolean => host.lockState === 'open' && host.sessions.current !== undefined;

/**
 * What comes in is parsed, whatever it claims to be: a frame that is none is passed over, one with wrong parameters is
 * answered with a failure.
 */
export class ContractService {
  readonly #options: ServiceOptions;
  readonly #live: LiveQueries;
  readonly #changed = new Set<string>();
  readonly #unlisten: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ServiceOptions) {
    this.#options = options;
    const { host } = options;
    this.#live = new LiveQueries({
      host,
      send: options.send,
      toFailure: (error) => toFailure(error, options.hubUrl),
      isOpen: () => isOpen(host),
    });
    host.expectQuestions();
    this.#unlisten.push(host.onChange((tables) => this.#noteChange(tables)));
    this.#unlisten.push(host.onState(() => this.#sendStatus()));
    this.#unlisten.push(host.onFiles((status) => options.send({ event: 'files', status })));
    this.#unlisten.push(
      host.onSession(() => {
        void this.#sessionChanged();
      }),
    );
  }

  close(): void {
    for (const unlisten of this.#unlisten) unlisten();
    clearTimeout(this.#timer);
    this.#live.close();
  }

  /** Takes one frame from the interface. One that is none is passed over, wrong parameters are answered. */
  async receive(raw: unknown): Promise<void> {
    const frame = requestFrame.safeParse(raw);
    if (!frame.success) return;
    const { id, method, params } = frame.data;
    try {
      this.#options.send({ id, ok: true, value: await this.#answer(method, params) });
    } catch (error) {
      this.#options.send({ id, ok: false, error: toFailure(error, this.#options.hubUrl) });
    }
  }

  async #answer(method: Method, raw: unknown): Promise<unknown> {
    const { host } = this.#options;
    const params = <M extends Method>(name: M): Params<M> => paramsOf(name, raw);
    if (!ALWAYS.has(method)) mustBeOpen(host);
    if (isPeopleMethod(method)) return this.#people(method, raw);
    if (isPartMethod(method)) return answerPart(host, method, raw);
    switch (method) {
      case 'session.get':
        await this.#sendStatusAndFiles();
        return this.session();
      case 'session.signIn':
        return this.#entered(host.signIn(params('session.signIn')));
      case 'session.signOut':
        await host.signOut();
        return this.session();
      case 'session.switchTo': {
        const { userId, ...proof } = params('session.switchTo');
        return this.#entered(host.switchTo(userId, proof));
      }
      case 'session.unlock':
        return this.#entered(host.unlock(params('session.unlock')));
      case 'session.lock':
        host.lock();
        return this.session();
      case 'session.setPin': {
        const { password, pin } = params('session.setPin');
        await host.setPin(password, pin);
        return this.session();
      }
      case 'session.forget':
        await forgetWithDrafts(host, params('session.forget').userId);
        return this.session();
      case 'sync.setOffline':
        host.engine?.setOffline(params('sync.setOffline').isOffline);
        return null;
      case 'sync.retry':
        host.engine?.retryNow();
        return null;
      case 'mutate':
        return this.#saved(mutateFor(host, params('mutate')));
      case 'mutate.together':
        return this.#saved(mutateTogetherFor(host, params('mutate.together')));
      case 'draft.keep':
        return keepOwnDraft(host, params('draft.keep'));
      case 'count.enter':
        return this.#saved(enterCount(host, params('count.enter')));
      case 'packing.enter':
        return this.#saved(enterPacking(host, params('packing.enter')));
      case 'query':
        return this.#ask(params('query'));
      case 'subscribe':
        await this.#live.begin(params('subscribe'));
        return null;
      case 'unsubscribe':
        this.#live.end(params('unsubscribe').subscription);
        return null;
      case 'health.compare':
        return host.compareWithHub();
      case 'health.sync':
        return host.syncFindings;
      case 'health.refetch':
        await host.engine?.refetch();
        return null;
      case 'backup.take':
        return (await host.backUp('daily')).takenAt;
      case 'attention.tryAgain':
        return this.#saved(tryRefusalAgain(host.deps, params('attention.tryAgain').sequence));
      case 'attention.dismiss':
        return this.#saved(dismissRefusal(host.deps, params('attention.dismiss').sequence));
    }
  }

  async #ask({ name, args }: Params<'query'>): Promise<unknown> {
    const { host } = this.#options;
    questionOf(name, args);
    const asker = host.sessions.current?.userId;
    const answer = await host.ask(name, args);
    // Locked, or somebody else's, while the query ran: what it found is not for whoever sits there now.
    mustBeOpen(host);
    if (host.sessions.current?.userId !== asker) throw new AppError('session.locked');
    return answer.kind === 'whole' ? answer.value : null;
  }

  /** What the window is shown from now on is not older than what it is told here. */
  async #saved<T>(work: Promise<T>): Promise<T> {
    const value = await work;
    this.#live.saved();
    return value;
  }

  /** Only queries that look at a changed table run again, once for all changes of a moment. */
  #noteChange(tables: ReadonlySet<string>): void {
    for (const table of tables) this.#changed.add(table);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const changed = new Set(this.#changed);
      this.#changed.clear();
      this.#live.changed(changed);
      if (COUNTED.some((table) => changed.has(table))) this.#sendStatus();
      if (['users', 'user_roles', 'roles', 'theaters'].some((table) => changed.has(table)))
        void this.#announceSession();
    }, COALESCE_MS);
  }

  async #entered(entering: Promise<unknown>): Promise<SessionInfo> {
    await entering;
    this.#options.host.engine?.start();
    return this.session();
  }

  /** Those that begin or change a session answer with it; everybody hears of it. */
  async #people(method: PeopleMethod, raw: unknown): Promise<unknown> {
    const answer = await answerPeople(this.#options.host, method, raw);
    if (!method.startsWith('session.')) return answer;
    this.#options.host.engine?.start();
    this.#live.changed();
    const session = await this.#announceSession();
    return method === 'session.changePassword'
      ? session
      : { ...(answer as { readonly recoveryCode: string }), session };
  }

  /** All windows hear of it; what they had asked for while nobody might look is answered now. */
  async #sessionChanged(): Promise<void> {
    await this.#announceSession();
    this.#sendStatus();
    this.#live.changed();
  }

  async #announceSession(): Promise<SessionInfo> {
    const session = await this.session();
    this.#options.send({ event: 'session', session });
    return session;
  }

  async session(): Promise<SessionInfo> {
    const { host, demo } = this.#options;
    const common = {
      hubUrl: host.hubUrl ?? this.#options.hubUrl,
      lock: host.lockState,
      people: host.people,
      demo,
      rebuilt: host.rebuilt ?? null,
      wiped: host.wiped,
      isOfflineSession: host.isOfflineSession,
      isSessionBroken: host.isSessionBroken,
    };
    if (host.isSealed)
      return { ...common, isRegistered: true, isLoaded: true, theaterName: null, user: null, waiting: 0 };
    const { data, current } = host.sessions;
    const isLoaded = host.replica.meta('loaded') !== undefined;
    const author = current === undefined || !isLoaded ? undefined : await loadAuthor(host.replica.db, current.userId);
    const theater = await host.replica.db.selectFrom('theaters').select('name').executeTakeFirst();
    const permissions = host.lockState === 'open' ? (author?.permissions ?? []) : [];
    return {
      ...common,
      isRegistered: data !== undefined,
      isLoaded,
      theaterName: theater?.name ?? null,
      waiting: pendingCount(host.replica),
      user:
        current === undefined
          ? null
          : {
              id: current.userId,
              email: current.email,
              name: author?.name ?? current.email,
              permissions,
              mustChangePassword: host.client.mustChangePassword(current.userId),
            },
    };
  }

  /** A window that opens hears how the ways of contents stand; later it is told of changes. */
  async #sendStatusAndFiles(): Promise<void> {
    this.#sendStatus();
    const { host, send } = this.#options;
    const engine = host.isSealed ? undefined : host.fileEngine;
    if (engine !== undefined) send({ event: 'files', status: await engine.status() });
  }

  #sendStatus(): void {
    this.#options.send({ event: 'sync', status: syncStatus(this.#options.host) });
  }
}

/** Refusals of whoever is at work: somebody else's are theirs to settle, when they are back. */
function ownRefusals(host: ReplicaHost): number {
  return (
    host.replica
      .prepared<[string], { n: number }>(
        'SELECT count(*) AS n FROM refused_mutations WHERE dealt_with_at IS NULL AND author_id = ?',
      )
      .get(host.sessions.current?.userId ?? '')?.n ?? 0
  );
}

/** What a request brings along, as its form says. Throws AppError `usage`. */
function paramsOf<M extends Method>(name: M, raw: unknown): Params<M> {
  const parsed = requests[name].safeParse(raw);
  if (!parsed.success)
    throw new AppError('usage', { problem: `${name}: ${parsed.error.issues[0]?.message ?? 'invalid'}` });
  return parsed.data as Params<M>;
}

/** What the state of sync counts. */
const COUNTED = ['outbox', 'refused_mutations', 'conflicts', 'booking_conflicts'];

/** Double bookings that wait, of which this person was told because one of the two is theirs. */
const ownDisputes = (host: ReplicaHost): number =>
  host.replica
    .prepared<[string], { n: number }>(
      `WITH own AS (SELECT entity_id, data FROM notifications WHERE user_id = ? AND entity_type = 'booking_conflicts')
        SELECT count(*) AS n FROM booking_conflicts c WHERE c.status = 'open' AND c.id IN
          (SELECT entity_id FROM own UNION SELECT o.value FROM own, json_each(own.data, '$.others') o)`,
    )
    .get(host.sessions.current?.userId ?? '')?.n ?? 0;

/** The state of sync with its counts. */
function syncStatus(host: ReplicaHost): SyncStatus {
  if (host.isSealed)
    return {
      state: 'off',
      reason: null,
      retryAt: null,
      uplink: 'off',
      uplinkReason: null,
      done: 0,
      total: 0,
      waiting: 0,
      refused: 0,
      conflicts: 0,
      lastSyncedAt: null,
    };
  const state = host.engine?.state ?? { name: 'off' as const };
  const uplink = host.engine?.uplink ?? { name: 'off' as const };
  const count = (sql: string): number => host.replica.prepared<[], { n: number }>(sql).get()?.n ?? 0;
  return {
    state: state.name,
    reason: 'reason' in state ? saidReason(state.reason) : null,
    retryAt: state.name === 'waiting' ? state.until : null,
    uplink: uplink.name,
    uplinkReason: uplink.name === 'waiting' ? saidReason(uplink.reason) : null,
    done: state.name === 'loading' ? state.done : 0,
    total: state.name === 'loading' ? state.total : 0,
    waiting: pendingCount(host.replica),
    refused: ownRefusals(host),
    conflicts: count("SELECT count(*) AS n FROM conflicts WHERE status = 'open'") + ownDisputes(host),
    lastSyncedAt: host.engine?.lastSyncedAt ?? null,
  };
}
