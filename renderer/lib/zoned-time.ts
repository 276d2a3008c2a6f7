/** Moments on the clock of a place: what a deadline says in the theatre, also on a laptop that is on tour. */

/** One for each zone: making one takes longer than whatever it is asked. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(zone, made);
  return made;
}

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  const asUtc = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return asUtc - Math.floor(moment / 1000) * 1000;
}

/** `2026-11-24T15:30` on the zone's clock. */
export function toClock(iso: string, zone: string): string {
  const moment = Date.parse(iso);
  return Number.isNaN(moment) ? '' : new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 16);
}

/**
 * The moment at which the zone's clock says so; undefined where the text is no time. An hour that the clock skips is
 * read as the one after.
 */
export function fromClock(clock: string, zone: string): string | undefined {
  const wanted = Date.parse(`${clock}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const guess = wanted - offsetAt(wanted, zone);
  return new Date(wanted - offsetAt(guess, zone)).toISOString();
}

/** The day on the zone's calendar, `YYYY-MM-DD`. */
export const todayIn = (zone: string, now = new Date()): string => toClock(now.toISOString(), zone).slice(0, 10);
