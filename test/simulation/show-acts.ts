/** What people do on an evening, drawn for the random runs: few evenings, so that laptops meet in them. */
import { NOW } from '../support/rows.ts';
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

const live = 'deleted_at IS NULL';
const PARTS = ['house_open', 'act', 'interval', 'curtain'] as const;

/** Mutations of an evening that are drawn here, the frequent ones more often. */
export const SHOW_NAMES = [
  'show.mark',
  'show.mark',
  'show.mark',
  'show.markLine',
  'show.startAct',
  'show.startAct',
  'show.endAct',
  'show.startInterval',
  'show.incident',
  'show.note',
  'report.keep',
  'report.sign',
];

const ids = (look: Look, table: string, where = live): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 12`).map((row) => String(row['id']));

/** Undefined where the mutation is not one of an evening. */
export function randomShowAct(random: Random, look: Look, name: string): Act | undefined {
  if (!/^(?:show|report|note)\./.test(name)) return undefined;
  const events = ids(look, 'schedule_events');
  const eventId = (random.next() < 0.8 ? events[0] : random.pick(events)) ?? random.id();
  const any = (table: string, where = live): string => random.pick(ids(look, table, where)) ?? random.id();
  const number = 1 + random.below(2);
  const act = (args: object): Act => ({ name, args: { eventId, ...args } });
  switch (name) {
    case 'show.mark':
      return act({
        itemId: any('checklist_items'),
        isDone: random.next() < 0.7,
        ...(random.next() < 0.3 ? { note: `заметка ${random.below(5)}` } : {}),
      });
    case 'show.markLine':
      return act({ lineId: any('run_sheet_lines'), isDone: random.next() < 0.7 });
    case 'show.photo':
      return act({
        id: random.id(),
        itemId: any('checklist_items'),
        file: { sha256: String(random.below(6)).repeat(64), size: 20, mime: 'image/jpeg', name: 'ф.jpg' },
      });
    case 'show.takeBackPhoto': {
      const ours = `${live} AND entity_table IN ('checklist_marks', 'show_notes')`;
      return { name, args: { id: any('attachments', ours), deletionId: random.id() } };
    }
    case 'show.ready':
      return act(random.next() < 0.5 ? {} : { overrideReason: 'начинаем' });
    case 'show.endAct':
    case 'show.endInterval':
    case 'show.startAct':
    case 'show.startInterval':
      return act({
        number,
        ...(random.next() < 0.2 ? { at: new Date(NOW + random.below(4000) * 1000).toISOString() } : {}),
      });
    case 'show.takeBackTime':
      return act({ part: random.pick(PARTS), number, what: random.pick(['start', 'end']) });
    case 'show.correctTiming': {
      const at = (minute: number): string => new Date(1_780_000_000_000 + minute * 60_000).toISOString();
      const from = random.below(60);
      return act({
        part: random.pick(PARTS),
        number,
        startedAt: random.next() < 0.9 ? at(from) : null,
        endedAt: random.next() < 0.5 ? at(from + random.below(80) - 5) : null,
      });
    }
    case 'show.scene':
      return act({
        sceneId: random.next() < 0.9 ? any('scenes') : null,
        ...(random.next() < 0.5 ? {} : { seen: any('scenes') }),
      });
    case 'show.incident':
      return act({
        id: random.id(),
        kind: random.pick(['incident', 'accident', 'replacement', 'delay']),
        severity: random.pick(['info', 'minor', 'major']),
        text: `случай ${random.below(20)}`,
        ...(random.next() < 0.3 ? { sceneId: any('scenes') } : {}),
      });
    case 'show.note':
      return act({ id: random.id(), text: `заметка ${random.below(20)}`, departmentId: any('departments') });
    case 'report.keep': {
      const [found] = look(`SELECT attendance, summary FROM show_reports WHERE event_id = '${eventId}' LIMIT 1`);
      const summary = typeof found?.['summary'] === 'string' ? found['summary'] : null;
      const lines = (summary ?? 'раз\nдва\nтри').split('\n');
      lines[random.below(lines.length)] = `строка ${random.below(20)}`;
      return act({
        changes: { attendance: random.below(500), summary: lines.join('\n') },
        seen: { attendance: found?.['attendance'] ?? null, summary },
        ...(random.next() < 0.5 ? {} : { status: 'draft' }),
      });
    }
    case 'report.sign':
      return act(random.next() < 0.5 ? {} : { seen: 'draft' });
    case 'note.makeTask':
      return { name, args: { noteId: any('show_notes'), taskId: random.id() } };
    case 'note.makeFault':
      return { name, args: { noteId: any('show_notes'), faultId: random.id() } };
    default:
      return act({});
  }
}
