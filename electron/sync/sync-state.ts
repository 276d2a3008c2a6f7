/**
 * What the interface may show about sync. Pure: events in, next state out; time is an input.
 *
 *   off ──switchOn──▶ connecting ──connected──▶ loading ──progress──▶ … ──loaded──▶ live
 *    ▲                  │   ▲                      │                                │ ▲
 *    └──switchOff (any) │   └──────retry───────┐   └──────── failed ───┐       bell ▼ │ caughtUp
 *                       └──failed──▶ waiting ──┘ ◀─────────────────────┴────── catching-up
 *                                    needs-auth (until somebody signs in)
 *                                    outdated (until the app is updated; asked again now and then)
 */

export type SyncState =
  | { readonly name: 'off' }
  | { readonly name: 'connecting'; readonly attempt: number }
  | { readonly name: 'loading'; readonly done: number; readonly total: number }
  | { readonly name: 'catching-up' }
  | { readonly name: 'live' }
  /** The network or the hub is away; everything goes on locally. */
  | { readonly name: 'waiting'; readonly attempt: number; readonly until: number; readonly reason: string }
  | { readonly name: 'needs-auth'; readonly reason: string }
  /** The hub takes and sends nothing before this laptop is updated; work goes on locally, what is pending stays. */
  | { readonly name: 'outdated' };

/** The watch over the hub's history: nothing is read while it settles another one, or waits to. */
export type WatchState =
  | { readonly name: 'watching' }
  | { readonly name: 'settling' }
  | { readonly name: 'waiting'; readonly attempt: number; readonly until: number; readonly reason: string };

/** What people are told, of what the parts say: reading that is held up waits as long as what holds it up. */
export function composed(down: SyncState, watch: WatchState): SyncState {
  const isConnected = down.name === 'live' || down.name === 'catching-up';
  if (!isConnected || watch.name === 'watching') return down;
  return watch.name === 'settling' ? { name: 'catching-up' } : watch;
}

/** What may happen to the state; times are milliseconds of the laptop’s clock. */
export type SyncEvent =
  | { readonly name: 'switchOn' }
  | { readonly name: 'switchOff' }
  | { readonly name: 'retry' }
  | { readonly name: 'connected' }
  | { readonly name: 'progress'; readonly done: number; readonly total: number }
  | { readonly name: 'caughtUp' }
  | { readonly name: 'bell' }
  | {
      readonly name: 'failed';
      readonly reason: string;
      readonly now: number;
      readonly delayMs: number;
      readonly attempt: number;
    }
  | { readonly name: 'unauthorized'; readonly reason: string }
  | { readonly name: 'outdated' }
  | { readonly name: 'signedIn' };

/** The state after an event; an event that means nothing in a state leaves it as it is. */
export function nextState(state: SyncState, event: SyncEvent): SyncState {
  switch (event.name) {
    case 'switchOff':
      return { name: 'off' };
    case 'switchOn':
      return state.name === 'off' ? { name: 'connecting', attempt: 1 } : state;
    case 'retry':
      if (state.name === 'outdated') return { name: 'connecting', attempt: 1 };
      return state.name === 'waiting' ? { name: 'connecting', attempt: state.attempt + 1 } : state;
    case 'signedIn':
      return state.name === 'needs-auth' ? { name: 'connecting', attempt: 1 } : state;
    default:
      return state.name === 'off' ? state : whenOn(state, event);
  }
}

function whenOn(
  state: SyncState,
  event: Exclude<SyncEvent, { name: 'switchOn' | 'switchOff' | 'retry' | 'signedIn' }>,
): SyncState {
  switch (event.name) {
    case 'connected':
      return { name: 'catching-up' };
    case 'progress':
      return { name: 'loading', done: event.done, total: Math.max(event.total, event.done) };
    case 'caughtUp':
      return { name: 'live' };
    case 'bell':
      return state.name === 'live' ? { name: 'catching-up' } : state;
    case 'outdated':
      return { name: 'outdated' };
    case 'unauthorized':
      return { name: 'needs-auth', reason: event.reason };
    case 'failed':
      return { name: 'waiting', attempt: event.attempt, until: event.now + event.delayMs, reason: event.reason };
  }
}

const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 5000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling, with full jitter above half, never more than
 * `longestMs` (five seconds where nothing is said) unless the hub asks for it.
 */
export function retryDelayMs(
  attempt: number,
  random: () => number,
  retryAfterMs = 0,
  longestMs = LAST_DELAY_MS,
): number {
  const ceiling = Math.min(longestMs, FIRST_DELAY_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.max(retryAfterMs, Math.round(ceiling / 2 + random() * (ceiling / 2)));
}
