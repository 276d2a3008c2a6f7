/** What the time line draws of a thing: how many are free each day, and bars of who holds the others. */
import type { SentBar, SentThing } from '../../shared/features/availability/queries.ts';
import type { HolderList } from '../../shared/features/availability/time-line-answer.ts';
import type { Booking, FreeOver } from '../../shared/rules/bookings.ts';
import { daysBetween } from '../../shared/rules/event-time.ts';

type Names = ReadonlyMap<string, string>;

const numbered = (
  holders: HolderList,
  holder: string,
  { title, tourId, eventId, performanceId, writerId }: Booking,
  names: Names,
  reader: string | undefined,
): number =>
  holders.numberOf({
    holder,
    title,
    isTour: tourId !== null,
    tourId,
    eventId,
    performanceId,
    who: names.get(writerId ?? '') ?? '',
    isMine: writerId !== null && writerId === reader,
  });

/**
 * `free` has a number for each day, the first day first, below zero where more is booked than can be used. `bars` say
 * what each holder holds on days in a row, the earliest first; a holder whose number changes gets another bar from that
 * day on: a bar says one number. `reader` is the account of who looks, by which a bar is theirs.
 */
export function drawn(
  found: FreeOver,
  holders: HolderList,
  names: Names,
  reader: string | undefined,
): Pick<SentThing, 'free' | 'bars'> {
  const free: number[] = [];
  const bars: SentBar[] = [];
  /** The last bar of each holder, by its place. */
  const last = new Map<string, number>();
  for (const stretch of found.stretches) {
    const start = free.length;
    const length = stretch.from === stretch.to ? 1 : daysBetween(stretch.from, stretch.to) + 1;
    for (let day = 0; day < length; day += 1) free.push(stretch.free);
    for (const { holder, quantity, bookings } of stretch.holdings) {
      const place = last.get(holder);
      const before = place === undefined ? undefined : bars[place];
      if (place !== undefined && before !== undefined && before[3] === quantity && before[1] + before[2] === start) {
        bars[place] = [before[0], before[1], before[2] + length, quantity];
        continue;
      }
      last.set(holder, bars.length);
      bars.push([numbered(holders, holder, bookings[0], names, reader), start, length, quantity]);
    }
  }
  return { free, bars };
}
