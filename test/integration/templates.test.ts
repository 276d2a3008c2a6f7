/** Two laptops without a network change one template of a form, and one of a label: neither version is lost. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { act } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

const label = (width: number): JsonValue => ({ ...presetDesign('roll62x29', 'item'), width });
const CASES = [
  ['form_templates', 'list', ['Ours', 'Of the one', 'Of the other']],
  ['label_templates', 'item', [label(50), label(55), label(60)]],
] as const;

async function contentOf(host: ReplicaHost, table: (typeof CASES)[number][0], id: string): Promise<unknown> {
  const row = await host.replica.db
    // Both tables have this column.
    .selectFrom(table as 'label_templates')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.content;
}

test.each(CASES)(
  '%s: the later stands, the earlier is in sight of both and can be taken',
  async (table, kind, texts) => {
    await using world = await createWorld(inject('postgresUrl'));
    await world.theater('drama');
    for (const email of ['one@t1', 'other@t1']) await world.user('drama', email, 'admin');
    const [one, other] = [await world.replica('one', 'one@t1'), await world.replica('other', 'other@t1')];
    const meet = async (): Promise<void> => {
      for (const host of [one, other, one, other]) {
        host.engine?.setOffline(false);
        await host.engine?.syncOnce();
      }
    };
    await meet();
    const id = newId();
    const [base, ofOne, ofOther] = texts;
    await act(one, 'row.create', { table, id, values: { name: 'Наш', kind, content: base } });
    await meet();
    for (const host of [one, other]) host.engine?.setOffline(true);
    const save = (host: ReplicaHost, content: JsonValue, name: string): Promise<void> =>
      act(host, 'row.update', { table, id, changes: { name, content }, seen: { name: 'Наш', content: base } });
    await save(one, ofOne, 'Наш');
    await save(other, ofOther, 'Наш');
    await meet();
    for (const host of [one, other]) {
      expect(await contentOf(host, table, id)).toEqual(await contentOf(one, table, id));
      const { conflicts, refused } = await attentionList(host.replica);
      expect(refused).toEqual([]);
      // What both left as it was is no conflict.
      expect(conflicts).toMatchObject([
        {
          column_name: 'content',
          base_value: base,
          kept_value: ofOther,
          other_value: ofOne,
          other_by_name: 'one Тестов',
        },
      ]);
    }
    const [conflict] = (await attentionList(one.replica)).conflicts;
    await act(one, 'conflict.resolve', { conflictId: must(conflict).id, choose: 'other' });
    await meet();
    for (const host of [one, other]) {
      expect((await attentionList(host.replica)).conflicts).toEqual([]);
      expect(JSON.stringify(await contentOf(host, table, id))).toContain(
        table === 'form_templates' ? 'Of the one' : '55',
      );
    }
  },
);
