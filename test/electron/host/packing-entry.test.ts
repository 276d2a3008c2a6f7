/** What a packing scan means: asked anew after a lost answer, an echo, a question, and codes that are none of ours. */
import { expect, inject, test } from 'vitest';
import { readScans } from '../../../cli/pack-command.ts';
import { enterPacking } from '../../../electron/host/packing-entry.ts';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { answer } from '../../../electron/queries/define-query.ts';
import {
  packingEntries,
  packingHead,
  packingLastOfLine,
  packingLines,
} from '../../../electron/queries/packing-queries.ts';
import { newId } from '../../../shared/base/ids.ts';
import { packingEn } from '../../../shared/features/packing/words.en.ts';
import { packingRu } from '../../../shared/features/packing/words.ru.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { PackingEntryRequest } from '../../../shared/ipc/packing-contract.ts';
import { makeTag } from '../../../shared/rules/tag-code.ts';
import { checkPacking } from '../../simulation/packing-invariant.ts';
import { dayFromNow } from '../../support/rows.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld } from '../../support/world.ts';

const thing = async (host: ReplicaHost, code: string): Promise<string> => {
  const id = newId();
  const values = { name: `Вещь ${code}`, inventory_number: code, barcode: code };
  await act(host, 'row.create', { table: 'inventory_items', id, values });
  return id;
};

test('scans of one desk', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'stage_manager');
  const host = await world.replica('anna', 'anna@t1');
  await host.engine?.syncOnce();
  const tourId = newId();
  const days = { starts_on: dayFromNow(5), ends_on: dayFromNow(9) };
  await act(host, 'row.create', { table: 'tours', id: tourId, values: { name: 'Урал', ...days } });
  const [lamp, kofr] = [await thing(host, 'LAMP'), await thing(host, 'KOFR')];
  await thing(host, 'ROPE');
  const gone = await thing(host, 'GONE');
  await act(host, 'packing.plan', { tourId, changes: [{ itemId: lamp, caseId: kofr, by: 2 }] });
  const scan = (code: string, more: Partial<PackingEntryRequest> = {}) =>
    enterPacking(host, {
      id: newId(),
      tourId,
      what: { code },
      caseId: kofr,
      quantity: 1,
      packsCases: false,
      isExtra: false,
      heardAt: null,
      ...more,
    });
  /** What screens carry on from scan to scan is what the rows say. */
  const check = (): void => checkPacking(host.replica);
  const kind = async (...given: Parameters<typeof scan>): Promise<string> => {
    const answer = await scan(...given);
    return answer.ok ? answer.verdict.kind : answer.error.code;
  };

  // A case opens, a thing goes into it; asked anew under one id it goes once.
  expect(await kind('KOFR', { caseId: null })).toBe('opened');
  const id = newId();
  expect(await scan('LAMP', { id })).toMatchObject({ verdict: { kind: 'packed', packed: 1, planned: 2 } });
  expect(await scan('LAMP', { id })).toMatchObject({ verdict: { kind: 'packed', packed: 1 } });
  check();
  // Twice within a second is once; typed, it is meant.
  expect(await kind('LAMP', { heardAt: 10_000 })).toBe('packed');
  expect(await scan('LAMP', { heardAt: 10_900 })).toMatchObject({
    entryId: null,
    verdict: { kind: 'repeated', packed: 2, planned: 2 },
  });
  expect(await kind('LAMP', { heardAt: 11_800 })).toBe('repeated');
  expect(await scan('LAMP', { heardAt: 13_000 })).toMatchObject({
    entryId: null,
    verdict: { kind: 'full', elsewhere: 'Вещь KOFR', last: { by: expect.any(String) } },
  });
  check();
  // A question stays a question, however often it is scanned.
  expect(await kind('ROPE', { heardAt: 20_000 })).toBe('ask');
  expect(await kind('ROPE', { heardAt: 20_300 })).toBe('ask');
  expect(await kind('ROPE', { isExtra: true })).toBe('extra');
  expect(await kind('KOFR', { caseId: kofr, isExtra: true })).toBe('packing.caseInItself');
  check();
  await act(host, 'packing.undo', { of: id });
  check();
  expect((await answer(host.replica, packingEntries, { tourId })).map(({ isUndone }) => isUndone)).toEqual([
    false,
    false,
    true,
  ]);
  // What is none of ours says so and blocks nothing.
  const own = host.replica.prepared<[], { code: string }>('SELECT code FROM theaters').get()?.code ?? '';
  const foreign = makeTag(own.toUpperCase().startsWith('Q') ? 'R' : 'Q', new Uint8Array(16).fill(7));
  expect(await kind(foreign)).toBe('foreign');
  expect(await kind('NOBODY')).toBe('unknown');
  await host.replica.write('full', (tx) => {
    tx.prepare("UPDATE inventory_items SET status = 'decommissioned' WHERE id = ?").run(gone);
  });
  expect(await kind('GONE')).toBe('decommissioned');
  check();
}, 120_000);

test('bad luck at the desk has a sentence in both languages, loses nothing and waits for nobody', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'stage_manager');
  const host = await world.replica('anna', 'anna@t1');
  await host.engine?.syncOnce();
  const tourId = newId();
  const days = { starts_on: dayFromNow(5), ends_on: dayFromNow(9) };
  await act(host, 'row.create', { table: 'tours', id: tourId, values: { name: 'Урал', ...days } });
  const [outer, inner, lamp] = [await thing(host, 'OUTER'), await thing(host, 'INNER'), await thing(host, 'LAMP')];
  await act(host, 'packing.plan', {
    tourId,
    changes: [
      { itemId: inner, caseId: outer, by: 1 },
      { itemId: lamp, caseId: inner, by: 2 },
    ],
  });
  const scan = (code: string, caseId: string, more: Partial<PackingEntryRequest> = {}) =>
    enterPacking(host, {
      id: newId(),
      tourId,
      what: { code },
      caseId,
      quantity: 1,
      packsCases: true,
      isExtra: false,
      heardAt: null,
      ...more,
    });
  const headOf = () => answer(host.replica, packingHead, { tourId, caseId: null });

  // What goes in no case is weighed by itself: nobody has weighed these, and the case is none of it.
  expect((await headOf())?.loose).toEqual({ planned: 0, packed: 0, weightKg: 0, unweighed: 0 });
  // A case into what lies in it: a refusal that names both; into itself it is opened, because it is open.
  const circle = await scan('OUTER', inner, { isExtra: true });
  expect(circle).toMatchObject({ ok: false, error: { code: 'packing.caseInItself' } });
  if (!circle.ok)
    for (const language of ['ru', 'en'] as const) {
      const sentence = sentenceOf(circle.error.code, circle.error.details, language);
      expect(sentence).toContain('OUTER');
      expect(sentence).toContain('INNER');
    }
  expect(await scan('OUTER', outer)).toMatchObject({ ok: true, verdict: { kind: 'opened' }, entryId: null });

  // Decommissioned while it lies in the case: no more of it goes in, what is there is told and can be taken out.
  const packed = await scan('LAMP', inner);
  expect(packed).toMatchObject({ ok: true, verdict: { kind: 'packed' } });
  await host.replica.write('full', (tx) => {
    tx.prepare("UPDATE inventory_items SET status = 'decommissioned' WHERE id = ?").run(lamp);
    tx.touchRow('inventory_items', lamp);
  });
  expect(await scan('LAMP', inner)).toMatchObject({ ok: true, verdict: { kind: 'decommissioned' }, entryId: null });
  checkPacking(host.replica);
  const asked = { tourId, scope: 'case', caseId: inner, filter: 'all', text: '', limit: 10 } as const;
  const { rows } = await answer(host.replica, packingLines, asked);
  expect(rows).toMatchObject([{ itemId: lamp, packed: 1, planned: 2, isDecommissioned: true }]);
  expect((await headOf())?.totals).toMatchObject({ planned: 2, packed: 1 });
  const last = await answer(host.replica, packingLastOfLine, { lineId: rows[0]?.id ?? '' });
  expect(last?.id).toBe(packed.ok ? packed.entryId : null);
  await act(host, 'packing.undo', { of: last?.id });
  checkPacking(host.replica);
  expect((await headOf())?.totals).toMatchObject({ planned: 2, packed: 0 });
  expect(await answer(host.replica, packingLastOfLine, { lineId: rows[0]?.id ?? '' })).toBeNull();
  for (const dictionary of [packingRu, packingEn])
    for (const key of ['foreign', 'repeated', 'unknown', 'decommissioned'] as const)
      expect(dictionary[`packing.verdict.${key}`]).toMatch(/\S/);
}, 120_000);

test('a file of scans', () => {
  expect(readScans('# ряд\nA-1\n\n 3×A-2 \n2*A-3\r\n12X34')).toEqual([
    { code: 'A-1', quantity: 1 },
    { code: 'A-2', quantity: 3 },
    { code: 'A-3', quantity: 2 },
    { code: '12X34', quantity: 1 },
  ]);
  expect(() => readScans('0×A')).toThrow();
  expect(() => readScans('999999999×A')).toThrow();
});
