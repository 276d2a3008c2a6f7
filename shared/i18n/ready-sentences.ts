/** How the rows of «ready to travel» are said, by the window and by the command line alike. */

import { dayAfter } from '../rules/event-time.ts';
import { bytesNeeded, type ReadyAct, type ReadyFacts, type ReadyReason, type ReadyRow } from '../rules/ready.ts';
import { SIGN_IN_DAYS } from '../rules/sign-in.ts';
import { dayIn } from '../rules/upcoming.ts';
import { bytesSaid } from './byte-words.ts';
import { formatDateTime, formatDay } from './date-text.ts';
import { type Translate, translator } from './dictionary.ts';
import type { Language } from './language.ts';

/** Nobody sees less on a clock. */
const SECOND_MS = 1000;

/** What a row says. `aside`: what the button does about a red one; of a green one its age, where it has one. */
export interface SaidRow {
  readonly name: string;
  readonly what: string;
  readonly aside: string;
}

interface Saying {
  readonly t: Translate;
  readonly facts: ReadyFacts;
  readonly language: Language;
  readonly number: (count: number) => string;
  readonly bytes: (count: number) => string;
  readonly moment: (iso: string | null) => string;
  /** The theatre's day of a moment. */
  readonly day: (iso: string | null) => string;
}

function sayingOf(facts: ReadyFacts, language: Language): Saying {
  return {
    t: translator(language),
    facts,
    language,
    number: (count) => new Intl.NumberFormat(language).format(count),
    bytes: (count) => bytesSaid(count, language),
    moment: (iso) => (iso === null ? '' : formatDateTime(iso, language, facts.zone)),
    day: (iso) => (iso === null ? '' : formatDay(dayIn(facts.zone, iso), language)),
  };
}

/** «2 с», «4 мин», «1 ч». */
export function spanSaid(ms: number, language: Language): string {
  const t = translator(language);
  const seconds = Math.round(Math.abs(ms) / 1000);
  const number = (count: number): string => new Intl.NumberFormat(language).format(count);
  if (seconds < 120) return t('ready.seconds', { number: number(seconds) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return t('ready.minutes', { number: number(minutes) });
  return t('ready.hours', { number: number(Math.round(minutes / 6) / 10) });
}

function filesSaid(reason: ReadyReason, { t, facts, number, bytes }: Saying): string {
  const { files, bytes: all, missing, elsewhere } = facts.files;
  const amount = { count: files, number: number(files), bytes: bytes(all) };
  switch (reason) {
    case 'files.missing':
      return t('ready.files.missing', { ...amount, missing: number(missing) });
    case 'files.elsewhere':
      return t('ready.files.elsewhere', { count: elsewhere, number: number(elsewhere) });
    case 'files.notPinned':
      return t('ready.files.notPinned');
    case 'files.none':
      return t('ready.files.none');
    default:
      return t('ready.files.complete', amount);
  }
}

function signInSaid(reason: ReadyReason, { t, facts, day, language }: Saying): string {
  const until = day(facts.signIn.until);
  const ends = formatDay(facts.endsOn, language);
  switch (reason) {
    case 'signIn.beyond':
      return t('ready.signIn.beyond', { until, ends });
    case 'signIn.ends':
      return t('ready.signIn.ends', { until, ends });
    case 'signIn.ended':
      return t('ready.signIn.ended', { until });
    case 'signIn.tooFar':
      return t('ready.signIn.tooFar', { until });
    case 'signIn.offline':
      return t('ready.signIn.offline');
    default:
      return t('ready.signIn.unknown');
  }
}

function sentSaid(reason: ReadyReason, { t, facts, number, bytes }: Saying): string {
  const { waiting, refused, filesOnlyHere, bytesOnlyHere } = facts.sent;
  if (reason === 'sent.waiting') return t('ready.sent.waiting', { count: waiting, number: number(waiting) });
  if (reason === 'sent.refused') return t('ready.sent.refused', { count: refused, number: number(refused) });
  if (reason === 'sent.files')
    return t('ready.sent.files', {
      count: filesOnlyHere,
      number: number(filesOnlyHere),
      bytes: bytes(bytesOnlyHere),
    });
  return t('ready.sent.all');
}

function machineSaid(reason: ReadyReason, { t, facts, moment, bytes, language }: Saying): string {
  const offset = spanSaid(facts.clockOffsetMs ?? 0, language);
  const { own, hub } = facts.release;
  const room = { free: bytes(facts.free ?? 0), need: bytes(bytesNeeded(facts)) };
  const at = moment(facts.backup.takenAt);
  switch (reason) {
    case 'backup.fresh':
      return t('ready.backup.fresh', { at });
    case 'backup.old':
      return t('ready.backup.old', { at });
    case 'backup.never':
      return t('ready.backup.never');
    case 'disk.enough':
      return bytesNeeded(facts) === 0 ? t('ready.disk.free', { free: room.free }) : t('ready.disk.enough', room);
    case 'disk.full':
      return t('ready.disk.full', room);
    case 'disk.unknown':
      return t('ready.disk.unknown');
    case 'clock.right':
      return Math.abs(facts.clockOffsetMs ?? 0) < SECOND_MS
        ? t('ready.clock.same')
        : t('ready.clock.right', { offset });
    case 'clock.wrong':
      return t('ready.clock.wrong', { offset });
    case 'clock.unknown':
      return t('ready.clock.unknown');
    case 'release.newer':
      return t('ready.release.newer', { own, hub: hub ?? '' });
    case 'release.older':
      return t('ready.release.older', { own, hub: hub ?? '' });
    case 'release.unknown':
      return t('ready.release.unknown', { own });
    case 'data.old':
      return t('ready.data.old');
    case 'data.never':
      return t('ready.data.never');
    case 'data.fresh':
      return t('ready.data.fresh');
    default:
      return t('ready.release.same', { own });
  }
}

function doesSaid(act: ReadyAct, { t, facts, number, bytes, language }: Saying): string {
  switch (act) {
    case 'renew':
      return t('ready.does.renew', {
        until: formatDay(dayAfter(dayIn(facts.zone, facts.now), SIGN_IN_DAYS), language),
      });
    case 'sync':
      return t('ready.does.sync');
    case 'fetch': {
      const { missing, missingBytes } = facts.files;
      if (missing === 0) return t('ready.does.pin');
      const files = t('ready.fileCount', { count: missing, number: number(missing) });
      return t('ready.does.fetch', { files, bytes: bytes(missingBytes) });
    }
    case 'backUp':
      return t('ready.does.backUp', { bytes: bytes(facts.backup.bytes) });
  }
}

/** A row in words. */
export function sayReady({ key, reason, act, isGreen }: ReadyRow, facts: ReadyFacts, language: Language): SaidRow {
  const saying = sayingOf(facts, language);
  const { t, moment } = saying;
  const whats: Partial<Record<typeof key, (reason: ReadyReason, saying: Saying) => string>> = {
    files: filesSaid,
    signIn: signInSaid,
    sent: sentSaid,
  };
  const age = key === 'data' ? moment(facts.data.lastSyncedAt) : '';
  return {
    name: t(`ready.name.${key}`),
    what: (whats[key] ?? machineSaid)(reason, saying),
    aside: act === null ? (isGreen || key === 'data' ? age : '') : doesSaid(act, saying),
  };
}

/** What the one button does: «продлит вход, докачает 86 МБ, снимет копию, 12 МБ». */
export function sayActs(acts: readonly ReadyAct[], facts: ReadyFacts, language: Language): string {
  const { t, bytes } = sayingOf(facts, language);
  return acts
    .map((act) => {
      if (act === 'fetch') return t('ready.act.fetch', { bytes: bytes(facts.files.missingBytes) });
      return act === 'backUp' ? t('ready.act.backUp', { bytes: bytes(facts.backup.bytes) }) : t(`ready.act.${act}`);
    })
    .join(' · ');
}
