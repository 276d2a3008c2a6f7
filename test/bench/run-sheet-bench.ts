/**
 * A run sheet of six hundred lines beside a hundred thousand things, on a laptop without a hub: two hundred lines
 * pasted, and one cell, until they are on disk and the screen's question is answered again.
 */
import { answer } from '../../electron/queries/define-query.ts';
import { runSheetOf, runSheetThings } from '../../electron/queries/run-sheet/run-sheet-queries.ts';
import { indexSlice, markAllForSearch } from '../../electron/replica/search-index.ts';
import { newId } from '../../shared/base/ids.ts';
import { paperLaptop } from '../support/paper-laptop.ts';
import { SHEET_PERFORMANCE } from '../support/paper-run-sheet.ts';
import { type Add, ms, percentile, timeEach } from './measure.ts';

const PASTED = 200;
const PASTES = 20;
const EDITS = 300;
const PASTE_MS = 300;
const EDIT_MS = 50;

/** `things`: how many stand in the house. */
export async function benchRunSheet(things: number, add: Add): Promise<void> {
  await using laptop = await paperLaptop({ things, found: () => undefined });
  const { host } = laptop;
  const show = async (): Promise<NonNullable<Awaited<ReturnType<typeof runSheetOf.run>>>> => {
    const sheet = await answer(host.replica, runSheetOf, { performanceId: SHEET_PERFORMANCE });
    if (sheet === null) throw new Error('there is no run sheet');
    JSON.stringify(sheet);
    return sheet;
  };
  const done = async (name: string, args: unknown): Promise<void> => {
    const result = await host.mutate(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  };
  const { scenes } = await show();
  const sceneId = scenes[0]?.id;
  const linesOf = (): readonly { id: string; what: string }[] =>
    Array.from({ length: PASTED }, (_, index) => ({
      id: newId(),
      what: `Табурет ${index}`,
      action: 'on',
      from_place: 'левый карман',
      to_place: 'центр',
      who: 'Ильина',
      cue: 'затемнение',
    }));
  const kept = { sceneId, afterId: null };
  await done('runSheet.insertLines', { ...kept, lines: linesOf() });
  await done('runSheet.insertLines', { ...kept, lines: linesOf() });
  const pasted: (readonly string[])[] = [];
  const pastes: number[] = [];
  for (let run = 0; run < PASTES; run += 1) {
    const lines = linesOf();
    const [spent = 0] = await timeEach(1, async () => {
      await done('runSheet.insertLines', { ...kept, lines });
      await show();
    });
    pastes.push(spent);
    pasted.push(lines.map(({ id }) => id));
    // Taken back, so that each paste meets the same sheet.
    await done('runSheet.removeLines', { ids: pasted.at(-1), deletionId: newId() });
  }
  add(
    `pasting ${PASTED} run-sheet lines, durable and answered again`,
    '≤ 300 ms, one undo',
    ms(percentile(pastes, 0.99)),
    percentile(pastes, 0.99) <= PASTE_MS,
    `p50 ${ms(percentile(pastes, 0.5))}`,
  );
  const { lines } = await show();
  const edits = await timeEach(EDITS, async (index) => {
    const id = lines[index % 50]?.id;
    const seen = index < 50 ? (lines[index % 50]?.cue ?? null) : `Q ${index - 50}`;
    await done('runSheet.edit', { lines: [{ id, changes: { cue: `Q ${index}` }, seen: { cue: seen } }] });
    await show();
  });
  add(
    'a run-sheet cell, durable and answered again',
    'p99 ≤ 50 ms',
    ms(percentile(edits, 0.99)),
    percentile(edits, 0.99) <= EDIT_MS,
    `p50 ${ms(percentile(edits, 0.5))}, ${lines.length} lines`,
  );
  // Somebody types: every beginning of what they look for is asked, in one layout of the keyboard or the other.
  await host.replica.writeUnchecked((tx) => markAllForSearch(tx));
  while (await indexSlice(host.replica));
  const beginnings = ['Стул венский 7', 'прожектор', 'cnek dty', '1000'].flatMap((text) =>
    Array.from(text, (_, end) => text.slice(0, end + 1)),
  );
  const typed = await timeEach(400, (index) =>
    answer(host.replica, runSheetThings, {
      performanceId: SHEET_PERFORMANCE,
      text: beginnings[index % beginnings.length] ?? '',
    }),
  );
  add(
    'things suggested in a cell',
    'p99 ≤ 50 ms',
    ms(percentile(typed, 0.99)),
    percentile(typed, 0.99) <= EDIT_MS,
    `p50 ${ms(percentile(typed, 0.5))}, ${things} things`,
  );
}
