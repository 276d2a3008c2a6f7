/** VTIMEZONE of an IANA zone: every change of its clock in the years that are asked for. */
import { Temporal } from 'temporal-polyfill';

const pad = (value: number): string => String(value).padStart(2, '0');

/** `+0300`, and with seconds where a zone had them. */
function offsetText(nanoseconds: number): string {
  const seconds = Math.round(nanoseconds / 1e9);
  const [sign, of] = [seconds < 0 ? '-' : '+', Math.abs(seconds)];
  const rest = of % 60;
  return `${sign}${pad(Math.floor(of / 3600))}${pad(Math.floor(of / 60) % 60)}${rest === 0 ? '' : pad(rest)}`;
}

/** `20260329T020000` */
const local = (at: Temporal.PlainDateTime): string =>
  `${String(at.year).padStart(4, '0')}${pad(at.month)}${pad(at.day)}T${pad(at.hour)}${pad(at.minute)}${pad(at.second)}`;

const observance = (kind: string, at: string, from: number, to: number): string[] => [
  `BEGIN:${kind}`,
  `DTSTART:${at}`,
  `TZOFFSETFROM:${offsetText(from)}`,
  `TZOFFSETTO:${offsetText(to)}`,
  `END:${kind}`,
];

/** Content lines that describe a zone from the year before the first day to the year after the last. */
export function zoneLines(zone: string, first: string, last: string): string[] {
  const begins = Temporal.PlainDate.from(first).subtract({ years: 1 }).toZonedDateTime(zone);
  const ends = Temporal.PlainDate.from(last).add({ years: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  const offset = begins.offsetNanoseconds;
  lines.push(...observance('STANDARD', local(begins.toPlainDateTime()), offset, offset));
  let before = begins;
  for (;;) {
    const next = before.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > ends) break;
    const [from, to] = [next.subtract({ nanoseconds: 1 }).offsetNanoseconds, next.offsetNanoseconds];
    // The moment of the change on the clock that goes until then (§3.6.5).
    const at = next.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ nanoseconds: from });
    lines.push(...observance(to > from ? 'DAYLIGHT' : 'STANDARD', local(at), from, to));
    before = next;
  }
  return [...lines, 'END:VTIMEZONE'];
}
