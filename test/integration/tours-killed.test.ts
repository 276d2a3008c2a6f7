/**
 * A tour is copied, moved and discarded while the laptop dies, at each point at which something reaches the disk, by
 * images of what a kill leaves behind (decision 32): all of a step is there, or nothing. Each is taken back as one step.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listenToFaultPoints } from '../../electron/replica/fault-points.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { crashImage } from '../support/crash-image.ts';
import { expectWhole, open } from '../support/laptop-deaths.ts';
import { paperLaptop } from '../support/paper-laptop.ts';
import { TOUR } from '../support/paper-tour.ts';
import { act } from '../support/stock-room.ts';

const THINGS = 200;
const TABLES = [
  'tours',
  'schedule_events',
  'tour_members',
  'tour_stays',
  'tour_rooms',
  'transports',
  'packing_lines',
] as const;

/** Everything of tours that is live, as one text. */
const toursOf = (replica: Replica): string =>
  JSON.stringify(
    TABLES.map((table) =>
      replica.reader.prepare(`SELECT * FROM ${table} WHERE deleted_at IS NULL ORDER BY id`).all(),
    ).map((rows) =>
      rows.map((row) =>
        // Who changed it last, and when, is another after a step and its way back.
        Object.fromEntries(Object.entries(row as object).filter(([name]) => !/^updated_|^version$/u.test(name))),
      ),
    ),
  );

const waiting = (replica: Replica): number =>
  Number(replica.reader.prepare('SELECT count(*) FROM outbox').pluck().get());

test('all of a copy, a move and a discard, or nothing of it', { timeout: 300_000 }, async () => {
  const root = mkdtempSync(join(tmpdir(), 'offstage-tours-killed-'));
  await using laptop = await paperLaptop({ things: THINGS, hasTour: true });
  const { host, dir } = laptop;
  const { replica } = host;
  const images: { readonly dir: string; readonly step: string }[] = [];
  const states = new Map<string, readonly string[]>();
  const step = async (name: string, args: unknown): Promise<{ readonly name: string; readonly args: unknown }> => {
    const before = toursOf(replica);
    const seen: string[] = [];
    listenToFaultPoints((point) => {
      if (!point.startsWith('commit.') && !point.startsWith('journal.')) return;
      seen.push(point);
      images.push({ dir: crashImage(dir, join(root, String(images.length))), step: name });
    });
    await act(host, name, args).finally(() => listenToFaultPoints(() => undefined));
    expect(seen).toContain('commit.before');
    const after = toursOf(replica);
    expect(after).not.toBe(before);
    states.set(name, [before, after]);
    const of = String(replica.reader.prepare('SELECT id FROM outbox ORDER BY sequence DESC LIMIT 1').pluck().get());
    return must(must(mutationNamed(name)).inverse(args, { mutationId: of, newId }));
  };
  try {
    const alone = toursOf(replica);
    const id = newId();
    const copy = { tourId: TOUR, id, name: 'Снова', startsOn: '2027-11-22' };
    const back = await step('tour.copy', { ...copy, parts: ['events', 'people', 'transports', 'packing'] });
    const copied = toursOf(replica);
    const lines = replica.reader.prepare('SELECT count(*) FROM packing_lines WHERE tour_id = ?').pluck();
    expect(lines.get(id)).toBe(lines.get(TOUR));
    const home = await step('tour.shift', { tourId: id, days: 364 });
    await act(host, home.name, home.args);
    expect(toursOf(replica)).toBe(copied);
    const again = await step(back.name, back.args);
    expect(toursOf(replica)).toBe(alone);
    await act(host, again.name, again.args);
    expect(toursOf(replica)).toBe(copied);

    expect(images.length).toBeGreaterThan(5);
    const met = new Set<string>();
    for (const image of images) {
      const next = await open(image.dir);
      const state = must(states.get(image.step)).indexOf(toursOf(next.replica));
      expect(state, `half of ${image.step}`).not.toBe(-1);
      met.add(`${image.step} ${String(state)} ${String(waiting(next.replica) > 0)}`);
      expectWhole(next);
      await next.close();
      rmSync(image.dir, { recursive: true });
    }
    // Deaths were met on both sides of the commit of each.
    for (const name of states.keys()) expect([...met].filter((each) => each.startsWith(name))).toHaveLength(2);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
