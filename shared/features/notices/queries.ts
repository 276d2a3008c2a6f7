/** What the bell asks: one's own notices, and calls that a reminder is due for. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { NoticeData, NoticeType } from '../../rules/notices.ts';

/** A notice with what its sentence is made of; `unknown`: of a newer version, told by its title. */
export type NoticeSaid =
  | { readonly [T in NoticeType]: { readonly type: T; readonly data: NoticeData<T> } }[NoticeType]
  | { readonly type: 'unknown'; readonly data: null };

/** A notice of the reader's. */
export interface NoticeView {
  readonly id: string;
  readonly title: string;
  readonly said: NoticeSaid;
  readonly entity: { readonly table: string; readonly id: string } | null;
  readonly isRead: boolean;
  readonly at: string;
}

/** One's own notices, the newest first, without the kinds that are muted. */
export interface Notices {
  readonly notices: readonly NoticeView[];
  /** All that are not read, also those that are not listed. */
  readonly unread: number;
  readonly muted: readonly NoticeType[];
  /** Names of venues and productions that changes speak of by id. */
  readonly names: Readonly<Record<string, string>>;
}
export const noticeList = declareQuery<Notices>()('notices.list', z.strictObject({}));

/** A published call of the reader's. `at`: when they have to be there, milliseconds since 1970. */
export interface ComingCall {
  readonly eventId: string;
  readonly title: string;
  readonly function: string;
  readonly at: number;
  /** The same on the clock of the place, `HH:MM`. */
  readonly clock: string;
}

/** Calls of yesterday to tomorrow that the reader did not decline, and the moment of the answer. */
export interface ComingCalls {
  readonly now: number;
  readonly calls: readonly ComingCall[];
}
export const comingCalls = declareQuery<ComingCalls>()('notices.comingCalls', z.strictObject({}));
