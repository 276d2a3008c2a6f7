/** What zone somebody means who does not say it by its IANA name. */
import { isTimezone } from '../rules/upcoming.ts';

/** Names of Windows, as Outlook and Exchange write them; the place of each by CLDR `windowsZones` (territory 001). */
const WINDOWS: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'GTB Standard Time': 'Europe/Bucharest',
  'FLE Standard Time': 'Europe/Kiev',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Belarus Standard Time': 'Europe/Minsk',
  'Kaliningrad Standard Time': 'Europe/Kaliningrad',
  'Russian Standard Time': 'Europe/Moscow',
  'Russia Time Zone 3': 'Europe/Samara',
  'Volgograd Standard Time': 'Europe/Volgograd',
  'Saratov Standard Time': 'Europe/Saratov',
  'Astrakhan Standard Time': 'Europe/Astrakhan',
  'Georgian Standard Time': 'Asia/Tbilisi',
  'Caucasus Standard Time': 'Asia/Yerevan',
  'Azerbaijan Standard Time': 'Asia/Baku',
  'Ekaterinburg Standard Time': 'Asia/Yekaterinburg',
  'West Asia Standard Time': 'Asia/Tashkent',
  'Omsk Standard Time': 'Asia/Omsk',
  'N. Central Asia Standard Time': 'Asia/Novosibirsk',
  'Tomsk Standard Time': 'Asia/Tomsk',
  'Altai Standard Time': 'Asia/Barnaul',
  'North Asia Standard Time': 'Asia/Krasnoyarsk',
  'North Asia East Standard Time': 'Asia/Irkutsk',
  'Yakutsk Standard Time': 'Asia/Yakutsk',
  'Vladivostok Standard Time': 'Asia/Vladivostok',
  'Sakhalin Standard Time': 'Asia/Sakhalin',
  'Magadan Standard Time': 'Asia/Magadan',
  'Russia Time Zone 11': 'Asia/Kamchatka',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'India Standard Time': 'Asia/Calcutta',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
};

/**
 * The IANA zone of a TZID: itself, one of Windows, or the end of a path as some programs write
 * (`/freeassociation.sourceforge.net/Europe/Moscow`). Undefined where nobody can know: whoever imports is asked.
 */
export function ianaZone(named: string): string | undefined {
  const name = named.replaceAll('"', '').trim();
  // A bare offset or a three-letter name is not a place whose clock is changed.
  if (name.includes('/') && isTimezone(name)) return name;
  if (Object.hasOwn(WINDOWS, name)) return WINDOWS[name];
  if (name === 'GMT' || name === 'Etc/UTC' || name === 'Z') return 'UTC';
  const parts = name.split('/');
  for (let from = 1; from < parts.length - 1; from += 1) {
    const tail = parts.slice(from).join('/');
    if (isTimezone(tail)) return tail;
  }
  return undefined;
}
