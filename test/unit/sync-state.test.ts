/** The state of sync: every state × every event. */
import { expect, test } from 'vitest';
import {
  composed,
  nextState,
  retryDelayMs,
  type SyncEvent,
  type SyncState,
  type WatchState,
} from '../../electron/sync/sync-state.ts';

const states: Readonly<Record<SyncState['name'], SyncState>> = {
  off: { name: 'off' },
  connecting: { name: 'connecting', attempt: 3 },
  loading: { name: 'loading', done: 1, total: 2 },
  'catching-up': { name: 'catching-up' },
  live: { name: 'live' },
  waiting: { name: 'waiting', attempt: 3, until: 100, reason: 'x' },
  'needs-auth': { name: 'needs-auth', reason: 'auth.expired' },
  outdated: { name: 'outdated' },
};
const events: Readonly<Record<SyncEvent['name'], SyncEvent>> = {
  switchOn: { name: 'switchOn' },
  switchOff: { name: 'switchOff' },
  retry: { name: 'retry' },
  connected: { name: 'connected' },
  progress: { name: 'progress', done: 5, total: 9 },
  caughtUp: { name: 'caughtUp' },
  bell: { name: 'bell' },
  failed: { name: 'failed', reason: 'y', now: 1000, delayMs: 50, attempt: 1 },
  unauthorized: { name: 'unauthorized', reason: 'auth.revoked' },
  outdated: { name: 'outdated' },
  signedIn: { name: 'signedIn' },
};
type Table = Readonly<Record<SyncState['name'], Readonly<Record<SyncEvent['name'], SyncState['name']>>>>;
const on = {
  switchOff: 'off',
  connected: 'catching-up',
  progress: 'loading',
  caughtUp: 'live',
  failed: 'waiting',
  unauthorized: 'needs-auth',
  outdated: 'outdated',
} as const;
const expected: Table = {
  off: {
    switchOn: 'connecting',
    switchOff: 'off',
    retry: 'off',
    connected: 'off',
    progress: 'off',
    caughtUp: 'off',
    bell: 'off',
    failed: 'off',
    unauthorized: 'off',
    outdated: 'off',
    signedIn: 'off',
  },
  connecting: { ...on, switchOn: 'connecting', retry: 'connecting', bell: 'connecting', signedIn: 'connecting' },
  loading: { ...on, switchOn: 'loading', retry: 'loading', bell: 'loading', signedIn: 'loading' },
  'catching-up': { ...on, switchOn: 'catching-up', retry: 'catching-up', bell: 'catching-up', signedIn: 'catching-up' },
  live: { ...on, switchOn: 'live', retry: 'live', bell: 'catching-up', signedIn: 'live' },
  waiting: { ...on, switchOn: 'waiting', retry: 'connecting', bell: 'waiting', signedIn: 'waiting' },
  'needs-auth': { ...on, switchOn: 'needs-auth', retry: 'needs-auth', bell: 'needs-auth', signedIn: 'connecting' },
  outdated: { ...on, switchOn: 'outdated', retry: 'connecting', bell: 'outdated', signedIn: 'outdated' },
};

for (const [state, row] of Object.entries(expected)) {
  for (const [event, next] of Object.entries(row)) {
    test(`${state} × ${event} → ${next}`, () => {
      expect(nextState(states[state as SyncState['name']], events[event as SyncEvent['name']]).name).toBe(next);
    });
  }
}

test('waiting grows, never past five seconds, and honours what the hub asks for', () => {
  expect([1, 2, 3, 9].map((attempt) => retryDelayMs(attempt, () => 1))).toEqual([500, 1000, 2000, 5000]);
  expect(retryDelayMs(1, () => 0)).toBe(250);
  expect(retryDelayMs(1, () => 0, 30_000)).toBe(30_000);
});

const watches: Readonly<Record<WatchState['name'], WatchState>> = {
  watching: { name: 'watching' },
  settling: { name: 'settling' },
  waiting: { name: 'waiting', attempt: 2, until: 200, reason: 'hub.unreachable' },
};

test('what people are told is the way down, and while the history is not settled what holds it up', () => {
  for (const down of Object.values(states)) {
    const isHeldUp = down.name === 'live' || down.name === 'catching-up';
    expect(composed(down, watches.watching)).toBe(down);
    expect(composed(down, watches.settling)).toEqual(isHeldUp ? { name: 'catching-up' } : down);
    expect(composed(down, watches.waiting)).toBe(isHeldUp ? watches.waiting : down);
  }
});
