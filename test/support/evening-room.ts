/** A production with everything that people write about one, and the evenings of it; made through mutations. */
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { newId } from '../../shared/base/ids.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { dayFromNow } from './rows.ts';
import { act } from './stock-room.ts';

/** Ids of what there is. */
export interface EveningRoom {
  readonly performanceId: string;
  readonly variantId: string;
  readonly sectionId: string;
  readonly scenes: readonly [first: string, second: string];
  /** Lines of the first scene, in their order. */
  readonly lines: readonly [string, string, string];
  readonly checklistId: string;
  /** Points of the checklist; the first is critical. */
  readonly items: readonly [string, string];
  /** Tonight's. */
  readonly eventId: string;
}

/** Eight lines, so that two people write into different ones. */
export const SECTION = Array.from({ length: 8 }, (_, at) => `строка ${at}`).join('\n');

/**
 * A production with a tour variant, a passport, a run sheet, a checklist, tonight's evening and tomorrow's, to which
 * everybody is called.
 */
export async function eveningRoom(host: ReplicaHost): Promise<EveningRoom> {
  const employees = host.replica.reader.prepare<[], { id: string }>('SELECT id FROM employees ORDER BY id').all();
  const [performanceId, variantId, sectionId, checklistId, eventId, venueId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ];
  const scenes = [newId(), newId()] as const;
  const lines = [newId(), newId(), newId()] as const;
  const items = [newId(), newId()] as const;
  const create = (table: string, id: string, values: Readonly<Record<string, JsonValue>>): Promise<void> =>
    act(host, 'row.create', { table, id, values });
  await create('venues', venueId, { name: 'Большая сцена', code: `V-${venueId.slice(-8)}` });
  await create('performances', performanceId, { title: 'Чайка' });
  await create('performance_variants', variantId, { performance_id: performanceId, name: 'Гастроли' });
  const section = { id: sectionId, performanceId, title: 'Общее', departmentId: null, variantId: null };
  await act(host, 'passport.addSection', section);
  await act(host, 'passport.edit', { id: sectionId, base: '', content: SECTION });
  for (const [index, id] of scenes.entries()) {
    const values = { number: `${index + 1}`, act: index + 1, duration_minutes: 20 };
    await act(host, 'scene.insert', { id, performanceId, afterId: scenes[index - 1] ?? null, values });
  }
  const written = (ids: readonly string[]) => ids.map((id, index) => ({ id, what: `вынос ${index + 1}` }));
  await act(host, 'runSheet.insertLines', { sceneId: scenes[0], afterId: null, lines: written(lines) });
  await act(host, 'runSheet.insertLines', { sceneId: scenes[1], afterId: null, lines: written([newId(), newId()]) });
  await create('performance_checklists', checklistId, { performance_id: performanceId, name: 'Перед началом' });
  for (const [index, id] of items.entries())
    await create('checklist_items', id, {
      checklist_id: checklistId,
      title: `Пункт ${index + 1}`,
      is_critical: index === 0,
      sort_order: index,
    });
  for (const [days, id] of [eventId, newId()].entries()) {
    const values = {
      title: 'Чайка',
      event_type: 'performance',
      event_date: dayFromNow(days),
      start_time: '19:00',
      end_time: '22:00',
      venue_id: venueId,
      performance_id: performanceId,
    };
    const calls = employees.map(({ id: employeeId }) => ({ id: newId(), employeeId, function: 'свет' }));
    await act(host, 'schedule.create', { id, values, calls });
  }
  return { performanceId, variantId, sectionId, scenes, lines, checklistId, items, eventId };
}
