/** The time line as it travels, and as screens have it: who holds something is sent once, and not with each bar. */
import { dayAfter } from '../../rules/event-time.ts';
import type { BarHolder, HeldBar, SentTimeline, Timeline, TimelineThing } from './queries.ts';

/** Holders in the order of their numbers; who is the same in all that bars say of them has one number. */
export class HolderList {
  readonly holders: BarHolder[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(one: BarHolder): number {
    const key = `${one.holder} ${one.eventId} ${one.isMine} ${one.who} ${one.title}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.holders.push(one) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Each bar with its holder and its days. Throws RangeError where a bar names no holder. */
export function openTimeline({ holders, things, ...view }: SentTimeline): Timeline {
  // Made once: bars are thousands, and days a hundred.
  const days: string[] = [];
  for (let day = view.from; day <= view.to; day = dayAfter(day, 1)) days.push(day);
  const dayOf = (place: number): string => days[place] ?? view.to;
  return {
    ...view,
    things: things.map(
      ({ lasting, bars, ...thing }): TimelineThing => ({
        ...thing,
        bars: bars.map(([number, start, length, quantity]): HeldBar => {
          const holder = holders[number];
          if (holder === undefined) throw new RangeError(`there is no holder ${number}`);
          return {
            ...holder,
            quantity,
            start,
            length,
            from: dayOf(start),
            to: dayOf(start + length - 1),
            isInvalid: quantity > lasting,
          };
        }),
      }),
    ),
  };
}
