/** Rows are written first and indexed a moment later: a list that is filtered by words hears of both. */
import { expect, inject, test } from 'vitest';
import { LiveQueries } from '../../../electron/host/live-queries.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { Frame } from '../../../shared/ipc/contract.ts';
import { patched } from '../../../shared/ipc/patch.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { pickOf } from '../../../shared/lists/list-view.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

const pick = { ...pickOf(listOf('tasks').initial), text: 'разметка' };

test('what was written is found by its words without anything else changing, and what is called otherwise goes', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  host.engine?.setOffline(true);
  const shown = { summary: undefined as unknown, rows: undefined as unknown };
  const live = new LiveQueries({
    host,
    send: (frame: Frame) => {
      if (!('event' in frame) || (frame.event !== 'rows' && frame.event !== 'patch')) return;
      const name = frame.subscription === 1 ? 'summary' : 'rows';
      shown[name] = frame.event === 'rows' ? frame.value : patched(shown[name], frame.patch);
    },
    toFailure: (error) => ({ code: 'internal', details: { problem: String(error) } }),
    isOpen: () => true,
  });
  const unlisten = host.onChange((tables) => live.changed(tables));
  try {
    const asked = { table: 'tasks', pick };
    await live.begin({ subscription: 1, name: 'list.summary', args: { ...asked, totals: {} } });
    await live.begin({ subscription: 2, name: 'list.rows', args: { ...asked, columns: [], offset: 0, limit: 50 } });
    await until('the empty list is there', () => shown.rows !== undefined);
    expect(shown).toMatchObject({ summary: { count: 0 }, rows: { rows: [] } });
    const id = newId();
    await act(host, 'row.create', { table: 'tasks', id, values: { title: 'Разметка сцены' } });
    await until('it is shown', () => JSON.stringify(shown.rows).includes(id));
    await until('it is counted', () => (shown.summary as { count: number }).count === 1);
    const changes = { title: 'Погрузка' };
    await act(host, 'row.update', { table: 'tasks', id, changes, seen: { title: 'Разметка сцены' } });
    await until('it is gone', () => !JSON.stringify(shown.rows).includes(id));
    await until('it is counted no more', () => (shown.summary as { count: number }).count === 0);
  } finally {
    unlisten();
    live.close();
  }
});
