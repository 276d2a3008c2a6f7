/** A production with a run sheet, for paper: two scenes, things laid out before it begins, a variant. */
import type { RUN_SHEET_ACTIONS } from '../../shared/schema/tables/run-sheet-lines.ts';
import { idOf } from './rows.ts';

export const SHEET_PERFORMANCE = idOf(0x90_000);
export const SHEET_VARIANT = idOf(0x90_001);
const SCENES = [idOf(0x90_010), idOf(0x90_011)] as const;

type Insert = (table: string, row: Readonly<Record<string, string | number | null>>) => void;
type Line = readonly [
  scene: 0 | 1,
  action: (typeof RUN_SHEET_ACTIONS)[number],
  what: string,
  from: string | null,
  to: string | null,
  who: string | null,
  cue: string | null,
];

const LINES: readonly Line[] = [
  [0, 'preset', 'Эстрада с занавесом', 'левый карман', 'центр', 'Ершов', 'до открытия зала'],
  [0, 'preset', 'Удочка, трость, цветы', 'кофр 12', 'стол реквизита 1', 'Ильина', 'до открытия зала'],
  [0, 'hand_over', 'Трость Сорина', 'стол реквизита 1', 'Сорину', 'Ильина', 'до выхода'],
  [1, 'cue', 'Луна над озером', null, null, 'Игнатьев', 'Q 7'],
  [1, 'off', 'Эстрада с занавесом', 'центр', 'левый карман', 'Ершов', 'затемнение'],
];

/** On tour the moon is a lantern. */
export function insertRunSheet(insert: Insert, theaterId: string, at: string): void {
  const ours = { theater_id: theaterId };
  const stamps = { created_at: at, updated_at: at };
  insert('performances', { id: SHEET_PERFORMANCE, ...ours, title: 'Чайка у озера', status: 'active', ...stamps });
  insert('performance_variants', {
    id: SHEET_VARIANT,
    ...ours,
    performance_id: SHEET_PERFORMANCE,
    name: 'Гастроли',
    ...stamps,
  });
  for (const [index, title] of ['Эстрада у озера', 'Пьеса о душе'].entries())
    insert('scenes', {
      id: SCENES[index] ?? '',
      ...ours,
      performance_id: SHEET_PERFORMANCE,
      act: 1,
      number: `1.${String(index + 1)}`,
      title,
      place: 'парк',
      duration_minutes: 12,
      rank: `a${String(index)}`,
      ...stamps,
    });
  const line = (index: number, [scene, action, what, from, to, who, cue]: Line, more: object = {}): void =>
    insert('run_sheet_lines', {
      id: idOf(0x90_100 + index),
      ...ours,
      scene_id: SCENES[scene],
      action,
      what,
      from_place: from,
      to_place: to,
      who,
      cue,
      rank: `a${String(index)}`,
      ...stamps,
      ...more,
    });
  for (const [index, of] of LINES.entries()) line(index, of);
  line(LINES.length, [1, 'cue', 'Фонарь вместо луны', null, null, 'Игнатьев', 'Q 7'], {
    variant_id: SHEET_VARIANT,
    replaces_id: idOf(0x90_103),
  });
}
