/** Cuts a calendar file into its components, so that one that is broken does not take the others along. */
import { type ContentLine, unfolded } from './content-lines.ts';

/** A component, whole, and the line of the file on which it begins. */
export interface Component {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly ContentLine[];
}

/** What a file is made of. */
export interface CutCalendar {
  /** It has the head of a calendar. */
  readonly isCalendar: boolean;
  /** It ends as it should: nothing was lost on the way. */
  readonly isWhole: boolean;
  readonly components: readonly Component[];
  /** Those that begin and do not end. */
  readonly unfinished: readonly Component[];
  readonly method: string | null;
}

/** Components that stand in the calendar itself; what they hold (alarms) is left in them. */
export function cutCalendar(file: string): CutCalendar {
  const components: Component[] = [];
  const unfinished: Component[] = [];
  const found = { isCalendar: false, isWhole: false, method: null as string | null };
  let open: { name: string; line: number; lines: ContentLine[]; inner: string[] } | undefined;
  for (const line of unfolded(file)) {
    const [, word, rawName] = /^(BEGIN|END):\s*(\S+)\s*$/i.exec(line.text) ?? [];
    const name = rawName?.toUpperCase();
    if (name === 'VCALENDAR') {
      if (word?.toUpperCase() === 'BEGIN') found.isCalendar = true;
      else found.isWhole = true;
    } else if (word?.toUpperCase() === 'BEGIN' && name !== undefined) {
      // An event within an event: the first has lost its end.
      if (open !== undefined && ['VEVENT', 'VTODO', 'VJOURNAL', 'VTIMEZONE'].includes(name)) {
        unfinished.push(open);
        open = undefined;
      }
      if (open === undefined) open = { name, line: line.line, lines: [line], inner: [] };
      else {
        open.lines.push(line);
        open.inner.push(name);
      }
    } else if (open !== undefined) {
      open.lines.push(line);
      if (word !== undefined && name !== undefined) {
        if (open.inner.at(-1) === name) open.inner.pop();
        else if (name === open.name) {
          components.push(open);
          open = undefined;
        }
      }
    } else if (/^METHOD:/i.test(line.text)) found.method = line.text.slice(7).trim().toUpperCase();
  }
  if (open !== undefined) unfinished.push(open);
  return { ...found, components, unfinished };
}
