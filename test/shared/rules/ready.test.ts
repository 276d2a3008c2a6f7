/** Whether a laptop is ready to travel: each fact by itself makes its row red, and says what can be done. */
import { expect, test } from 'vitest';
import { sayReady } from '../../../shared/i18n/ready-sentences.ts';
import { bytesNeeded, compareReleases, type ReadyFacts, readyKeys, readyVerdict } from '../../../shared/rules/ready.ts';

const GOOD: ReadyFacts = {
  now: '2026-11-20T15:00:00.000Z',
  zone: 'Europe/Moscow',
  endsOn: '2026-12-01',
  data: { isLoaded: true, lastSyncedAt: '2026-11-20T14:59:00.000Z' },
  sent: { waiting: 0, refused: 0, filesOnlyHere: 0, bytesOnlyHere: 0 },
  files: { files: 214, bytes: 1_300_000_000, missing: 0, missingBytes: 0, elsewhere: 0, isPinned: true },
  free: 41_000_000_000,
  signIn: { until: '2027-01-19T15:00:00.000Z', isOffline: false },
  clockOffsetMs: 2000,
  backup: { takenAt: '2026-11-20T08:00:00.000Z', bytes: 340_000_000 },
  release: { own: '0.2.0', hub: '0.2.0' },
};

type Change = {
  readonly [K in keyof ReadyFacts]?: ReadyFacts[K] extends object ? Partial<ReadyFacts[K]> : ReadyFacts[K];
};
const after = (change: Change): ReadyFacts => {
  const changed = Object.entries(change).map(([key, value]) => {
    const before: unknown = GOOD[key as keyof ReadyFacts];
    return [key, typeof value === 'object' && value !== null ? { ...(before as object), ...value } : value];
  });
  return { ...GOOD, ...(Object.fromEntries(changed) as Partial<ReadyFacts>) };
};

test('with everything in order all rows are green and there is nothing to do', () => {
  const { isReady, rows, left, acts } = readyVerdict(GOOD);
  expect([isReady, left, acts]).toEqual([true, 0, []]);
  expect(rows.map(({ key }) => key)).toEqual(readyKeys);
});

test.each<readonly [string, Change, string, string | null]>([
  ['files are missing', { files: { missing: 12, missingBytes: 86_000_000 } }, 'files.missing', 'fetch'],
  ['files are on another laptop alone', { files: { missing: 2, elsewhere: 2 } }, 'files.elsewhere', null],
  ['nothing is pinned', { files: { isPinned: false } }, 'files.notPinned', 'fetch'],
  ['the sign-in ends on the road', { signIn: { until: '2026-11-28T10:00:00.000Z' } }, 'signIn.ends', 'renew'],
  ['it ends on the last day', { signIn: { until: '2026-12-01T10:00:00.000Z' } }, 'signIn.ends', 'renew'],
  ['it has ended', { signIn: { until: '2026-11-19T10:00:00.000Z' } }, 'signIn.ended', 'renew'],
  ['nobody knows when it ends', { signIn: { until: null } }, 'signIn.unknown', 'renew'],
  ['the laptop alone knows the person', { signIn: { isOffline: true } }, 'signIn.offline', 'renew'],
  ['it cannot last so long', { endsOn: '2027-03-01' }, 'signIn.tooFar', null],
  ['there is no copy', { backup: { takenAt: null } }, 'backup.never', 'backUp'],
  ['the copy is old', { backup: { takenAt: '2026-11-18T08:00:00.000Z' } }, 'backup.old', 'backUp'],
  ['nothing ever came', { data: { lastSyncedAt: null } }, 'data.never', 'sync'],
  ['what came is old', { data: { lastSyncedAt: '2026-11-19T14:59:00.000Z' } }, 'data.old', 'sync'],
  ['changes wait', { sent: { waiting: 3 } }, 'sent.waiting', 'sync'],
  ['photos lie here alone', { sent: { filesOnlyHere: 1 } }, 'sent.files', 'sync'],
  ['a refusal waits', { sent: { refused: 1 } }, 'sent.refused', null],
  ['the disk is full', { free: 10, files: { missing: 1, missingBytes: 11 } }, 'disk.full', null],
  ['the clock is wrong', { clockOffsetMs: -61_000 }, 'clock.wrong', null],
  ['the clock was never compared', { clockOffsetMs: null }, 'clock.unknown', 'sync'],
  ['the hub is newer', { release: { hub: '0.10.0' } }, 'release.older', null],
])('%s: one red row says so', (_name, change, reason, act) => {
  const facts = after(change);
  const { isReady, rows } = readyVerdict(facts);
  expect(isReady).toBe(false);
  expect(rows.filter(({ isGreen }) => !isGreen)).toContainEqual(expect.objectContaining({ reason, act }));
  for (const language of ['ru', 'en'] as const)
    for (const row of rows) expect(sayReady(row, facts, language).what).not.toMatch(/^$|[{}]|NaN/u);
});

test('what the button does follows one order: a copy holds what has just come', () => {
  const facts = after({
    files: { missing: 12, missingBytes: 86_000_000 },
    signIn: { until: '2026-11-28T10:00:00.000Z' },
    backup: { takenAt: null },
    sent: { waiting: 1 },
  });
  const { left, acts, rows } = readyVerdict(facts);
  expect([left, acts]).toEqual([4, ['renew', 'sync', 'fetch', 'backUp']]);
  expect(rows.slice(0, 4).every(({ isGreen }) => !isGreen)).toBe(true);
  expect(bytesNeeded(facts)).toBe(426_000_000);
  const files = rows.find(({ key }) => key === 'files');
  expect(files).toBeDefined();
  if (files === undefined) return;
  expect(sayReady(files, facts, 'ru')).toMatchObject({ what: '214 файлов, 1,3 ГБ, не хватает 12' });
  expect(sayReady(files, facts, 'ru').aside).toBe('скачать 12 файлов, 86 МБ');
});

test('a laptop that is newer than its hub, and a disk that says nothing, stand in nobody’s way', () => {
  expect(readyVerdict(after({ release: { own: '0.3.0' } })).isReady).toBe(true);
  expect(readyVerdict({ ...GOOD, free: null }).isReady).toBe(true);
  expect([
    compareReleases('0.9.0', '0.10.0'),
    compareReleases('1.0', '1.0.0'),
    compareReleases('2.0.0', '1.9'),
  ]).toEqual([-1, 0, 1]);
});
