/** Moments as the clock on the theatre's wall shows them. */

/** Asked for every cell of a column: the format of a zone is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(zone, format);
  return format;
}

/** `YYYY-MM-DD HH:MM:SS` of a moment; undefined where the text is none. */
export function wallClock(iso: string, zone: string): string | undefined {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return undefined;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const year = at('year').padStart(4, '0');
  return `${year}-${at('month')}-${at('day')} ${at('hour')}:${at('minute')}:${at('second')}`;
}
