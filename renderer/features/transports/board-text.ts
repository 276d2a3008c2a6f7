/** What is said of trucks and loads, in words. */
import type { TourStop, TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { type Room, volumeOf } from '../../../shared/rules/load-plan.ts';
import { formatNumber } from '../../lib/format.ts';

/** «480 кг», «9,3 т». */
export function weightText(kg: number, t: Translate, language: string): string {
  if (kg < 1000) return t('transports.kg', { value: formatNumber(Math.round(kg), language) });
  return t('transports.tons', { value: formatNumber(Math.round(kg / 100) / 10, language) });
}

/** «18,4 м³» */
export const roomText = (m3: number, t: Translate, language: string): string =>
  t('transports.m3', { value: formatNumber(Math.round(m3 * 10) / 10, language) });

/** What a truck takes. */
export const roomOf = ({ payloadKg, lengthCm, widthCm, heightCm }: TruckView): Room => ({
  payloadKg,
  m3: volumeOf(lengthCm, widthCm, heightCm),
});

/** Where it stands or goes, in words. */
export function stateText({ status, venueId, venue }: TruckView, t: Translate): string {
  const place = venue ?? t('transports.road.unknownPlace');
  switch (status) {
    case 'planned':
      return t('transports.state.home');
    case 'loading':
      return venueId === null ? t('transports.state.loadingHome') : t('transports.state.loadingAt', { place });
    case 'departed':
      return venueId === null ? t('transports.state.toHome') : t('transports.state.toPlace', { place });
    case 'arrived':
    case 'unloaded':
      return venueId === null ? t('transports.state.backHome') : t('transports.state.at', { place });
  }
}

/** A city, else the venue. */
export const stopName = ({ city, venue }: TourStop): string => city ?? venue;

/** The name of a venue of the tour. */
export function placeName(board: TransportBoard, venueId: string | null, t: Translate): string {
  const stop = board.stops.find((each) => each.venueId === venueId);
  if (stop !== undefined) return stopName(stop);
  const truck = board.trucks.find((each) => each.venueId === venueId && venueId !== null);
  return truck?.venue ?? t('transports.road.unknownPlace');
}
