/** Dates and times of a calendar file as they stand on a clock. */
import type ICAL from 'ical.js';
import { clockAt, dayAfter, daysBetween, momentAt, timeOf } from '../rules/event-time.ts';

/** What a clock shows; `zone` null: that of the place; `isDay`: a whole day. */
export interface Wall {
  readonly day: string;
  /** After midnight. */
  readonly minutes: number;
  readonly isDay: boolean;
  readonly zone: string | null;
}

/** The zone of a TZID; null where it is not known (yet). */
export type ZoneOf = (tzid: string) => string | null;

/** All values of a property that holds dates; periods by their start. */
export function wallsOf(property: ICAL.Property, zoneOf: ZoneOf): Wall[] {
  const tzid = property.getFirstParameter('tzid');
  return (property.toJSON() as unknown[]).slice(3).flatMap((value) => {
    const text = Array.isArray(value) ? String(value[0]) : String(value);
    const [, day, hour, minute, utc] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):\d{2}(Z)?)?/.exec(text) ?? [];
    if (day === undefined) return [];
    const zone = utc === 'Z' ? 'UTC' : typeof tzid === 'string' && tzid !== '' ? zoneOf(tzid) : null;
    const minutes = hour === undefined ? 0 : Number(hour) * 60 + Number(minute);
    return [{ day, minutes, isDay: hour === undefined, zone: hour === undefined ? null : zone }];
  });
}

/** The same moment on the clock of another zone; a clock of nowhere, and a whole day, stay as they are. */
export function inZone(wall: Wall, zone: string | null): Wall {
  if (zone === null || wall.zone === null || wall.zone === zone || wall.isDay) return wall;
  const { day, minutes } = clockAt(zone, momentAt(wall.zone, wall.day, wall.minutes));
  return { ...wall, day, minutes, zone };
}

/** `2026-03-29T02:30`: by it occurrences of a series are told apart. */
export const wallKey = ({ day, minutes }: Pick<Wall, 'day' | 'minutes'>): string => `${day}T${timeOf(minutes)}`;

/** Minutes on the clock from one to the other. */
export const between = (from: Wall, to: Wall): number =>
  daysBetween(from.day, to.day) * 1440 + to.minutes - from.minutes;

/** So many minutes later on the clock. */
export function later(wall: Wall, by: number): Wall {
  const minutes = wall.minutes + by;
  return { ...wall, day: dayAfter(wall.day, Math.floor(minutes / 1440)), minutes: ((minutes % 1440) + 1440) % 1440 };
}
