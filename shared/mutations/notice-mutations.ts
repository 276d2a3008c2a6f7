/** Notices under the bell: read, and muted by their kind. Only one's own; nobody takes that back. */
import { z } from 'zod';
import { type NoticeType, noticeTypes } from '../rules/notices.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';

const MOST_AT_ONCE = 200;

/** `notice.read {ids}`: notices of the author that are read now; those of others, and gone ones, are left out. */
export const noticeRead = defineMutation({
  name: 'notice.read',
  words: ['Уведомления прочитаны', 'Notices read'],
  args: z.strictObject({ ids: z.array(rowId).min(1).max(MOST_AT_ONCE) }),
  permission: () => undefined,
  reads: ({ ids }) => ids.map((id) => ['notifications', id] as const),
  run: async (tx, { ids }) => {
    const rows = await tx.rows.findMany('notifications', [...new Set(ids)].toSorted());
    for (const row of rows)
      if (row['theater_id'] === tx.theaterId && row['user_id'] === tx.author.userId && row['is_read'] === false)
        await tx.update('notifications', row.id, { is_read: true, read_at: tx.time });
  },
});

/**
 * `notice.mute {type, isMuted}`: the author's bell does not tell notices of a kind, or tells them again. They are kept;
 * other settings of the person stay as they are.
 */
export const noticeMute = defineMutation({
  name: 'notice.mute',
  words: ['Уведомления настроены', 'Notices set'],
  args: z.strictObject({ type: z.enum(noticeTypes as readonly [NoticeType, ...NoticeType[]]), isMuted: z.boolean() }),
  permission: () => undefined,
  run: async (tx, { type, isMuted }) => {
    const user = await tx.require('users', tx.author.userId);
    const settings = settingsOf(user.notification_settings);
    const muted = mutedIn(settings).filter((each) => each !== type);
    if (isMuted) muted.push(type);
    await tx.update('users', user.id, { notification_settings: { ...settings, muted: muted.toSorted() } });
  },
});

type Settings = Readonly<Record<string, z.core.util.JSONType>>;

/** A person's settings; what another version stored otherwise is none. */
function settingsOf(stored: unknown): Settings {
  const read = z.record(z.string(), z.json()).safeParse(stored);
  return read.success ? read.data : {};
}

/** Kinds that somebody's bell does not tell, by their `notification_settings`. */
export function mutedIn(settings: unknown): string[] {
  const muted = settingsOf(settings)['muted'];
  return Array.isArray(muted) ? muted.filter((each) => typeof each === 'string') : [];
}
