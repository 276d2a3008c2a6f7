/** A printed sheet is asked whether it still holds: on the laptop that printed it, and on another of the theatre. */
import { expect, inject, test } from 'vitest';
import { answerPart } from '../../electron/host/contract-parts.ts';
import { checkPaper, makePaper } from '../../electron/host/paper-maker.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { paperLaptop } from '../support/paper-laptop.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, Network } from '../support/world.ts';

const language = 'ru';
const isDraft = false;

test('until something changes it is current; then it names the lines', async () => {
  await using it = await paperLaptop({ things: 12, found: () => undefined });
  const about: SheetAbout = { kind: 'place', locationId: it.shelf };
  const { code } = await makePaper(it.host, { form: 'place-list', about, language, isDraft });
  const typed = must(code).toLowerCase().replaceAll('-', ' ');
  const standing = await checkPaper(it.host, typed);
  expect(standing).toMatchObject({
    code,
    form: 'place-list',
    title: 'Опись места: Стеллаж 1',
    printedBy: 'Мария Волкова',
    asOf: '2026-11-24T17:05:00.000Z',
    subject: { table: 'inventory_locations', id: it.shelf },
    isGone: false,
    changes: { changed: [], added: [], gone: [] },
  });
  const [, moved = '', renamed = ''] = it.itemIds;
  await it.host.replica.writeUnchecked((tx) => {
    tx.prepare('UPDATE inventory_stock SET quantity = 0 WHERE item_id = ?').run(moved);
    tx.touch('inventory_stock');
  });
  await act(it.host, 'row.update', {
    table: 'inventory_items',
    id: renamed,
    changes: { name: 'Стул гнутый' },
    seen: { name: 'Стул венский 2' },
  });
  const changed = must(await checkPaper(it.host, must(code)));
  const { changes } = changed;
  expect(changes?.gone).toHaveLength(1);
  expect(changes?.changed.map(({ now }) => now)).toEqual(['Стеллаж 1 · Стул гнутый · И-100002 · 2 шт']);
  expect(changes?.added).toEqual([]);
});

test('a list is asked as the view that was printed; one that a window described cannot be', async () => {
  await using it = await paperLaptop({ things: 3, found: () => undefined });
  const { wholeTable } = await import('../../shared/lists/list-place.ts');
  const view = wholeTable('inventory_items').list.initial;
  const about: SheetAbout = {
    kind: 'list',
    source: { kind: 'list', title: 'Инвентарь', name: null, place: 'inventory_items', view, chosen: null },
  };
  const { code } = await makePaper(it.host, { form: 'list', about, language, isDraft });
  expect((await checkPaper(it.host, must(code)))?.changes).toEqual({ changed: [], added: [], gone: [] });
  const described = await makePaper(it.host, {
    form: 'list',
    about: {
      kind: 'list',
      source: {
        kind: 'described',
        sheet: {
          title: 'Корзина',
          subtitle: [],
          columns: [{ key: 'a', label: 'А', kind: 'text', scale: 0, width: 100 }],
          rows: [['Стул']],
          groupedBy: null,
          groups: [],
          totals: {},
        },
      },
    },
    language,
    isDraft,
  });
  expect(await checkPaper(it.host, must(described.code))).toMatchObject({
    title: 'Корзина',
    changes: null,
    isGone: false,
  });
});

test('what it was about is gone, and codes that are none or not known here are told apart', async () => {
  await using it = await paperLaptop({ things: 2 });
  const about: SheetAbout = { kind: 'count', countId: it.countId, placeId: null };
  const { code } = await makePaper(it.host, { form: 'count-act', about, language, isDraft });
  await it.host.replica.writeUnchecked((tx) => {
    tx.prepare('UPDATE inventory_counts SET deleted_at = ?, deletion_id = ?').run('2026-11-25T00:00:00.000Z', newId());
    tx.touch('inventory_counts');
  });
  expect(await checkPaper(it.host, must(code))).toMatchObject({ isGone: true, changes: null });
  expect(await checkPaper(it.host, 'S-0000-0000')).toBeNull();
  expect(await answerPart(it.host, 'paper.check', { code: '4601234567890' })).toBeNull();
});

test('another laptop of the theatre answers without the one that printed, and without the network', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const network = new Network();
  for (const [theater, people] of [
    ['t1', ['a@t1', 'b@t1']],
    ['t2', ['a@t2']],
  ] as const) {
    await world.theater(theater);
    for (const email of people) await world.user(theater, email, 'admin');
  }
  const first = await world.replica('one', 'a@t1');
  await must(first.engine).syncOnce();
  const room = await stockRoom(first);
  const countId = newId();
  await act(first, 'count.create', { id: countId, name: 'Ноябрь', locationId: room.warehouse, isBlind: false });
  await act(first, 'count.start', { countId });
  const about: SheetAbout = { kind: 'count', countId, placeId: null };
  const { code } = await makePaper(first, { form: 'count-sheet', about, language, isDraft });
  await must(first.engine).syncOnce();
  const second = await world.replica('two', 'b@t1', { fetch: network.fetch });
  await must(second.engine).syncOnce();
  network.cut();
  expect(await checkPaper(second, must(code))).toMatchObject({ changes: { changed: [], added: [], gone: [] } });
  const [itemId = ''] = room.items;
  await act(second, 'row.update', {
    table: 'inventory_items',
    id: itemId,
    changes: { name: 'Прожектор новый' },
    seen: { name: 'Прожектор 1' },
  });
  expect((await checkPaper(second, must(code)))?.changes?.changed).toHaveLength(1);
  const other = await world.replica('other', 'a@t2');
  await must(other.engine).syncOnce();
  expect(await checkPaper(other, must(code))).toBeNull();
});
