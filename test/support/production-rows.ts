/** A production with everything that people write and do about one, and tonight's evening of it, as rows. */
import type { TableName } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { dayFromNow } from './rows.ts';

/** Makes it of whatever makes rows; past the rules. */
export async function productionRows(
  make: (table: TableName, values?: Readonly<Record<string, JsonValue>>) => Promise<string>,
): Promise<void> {
  const performance = await make('performances');
  const ofIt = { performance_id: performance };
  const variant = await make('performance_variants', ofIt);
  for (const variant_id of [null, null, variant]) await make('passport_sections', { ...ofIt, variant_id });
  for (const act of [1, 2]) {
    const scene = await make('scenes', { ...ofIt, act });
    for (const rank of ['a0', 'a1']) await make('run_sheet_lines', { scene_id: scene, rank });
  }
  const list = await make('performance_checklists', ofIt);
  for (const sort_order of [0, 1]) await make('checklist_items', { checklist_id: list, sort_order });
  const event = await make('schedule_events', { ...ofIt, event_date: dayFromNow(0) });
  await make('event_calls', { event_id: event });
  await make('show_notes', { event_id: event });
  await make('booking_conflicts');
  const tour = await make('tours');
  await make('transports', { tour_id: tour });
  await make('packing_lines', { tour_id: tour });
}
