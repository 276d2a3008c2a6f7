/** Notices to people: rows in `notifications` that the mutation which causes them makes, once per thing and person. */

import { type NoticeData, type NoticeType, noticeData } from '../rules/notices.ts';
import type { TableName } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import type { MutationTx } from './mutation-tx.ts';

/** What is told to whom. */
export interface Notice<T extends NoticeType> {
  /** Accounts; who is named twice is told once, the author of the mutation only with `alsoAuthor`. */
  readonly userIds: readonly string[];
  readonly type: T;
  /** What the sentence is made of. */
  readonly data: NoticeData<T>;
  /** What it is about by name, for lists that know nothing of its type. */
  readonly title: string;
  /** Where it leads. */
  readonly entity: { readonly table: TableName; readonly id: string } | null;
  /** What tells two notices of one mutation about one entity apart. */
  readonly about?: string;
  /** The author hears of it too: it came about without their knowing. */
  readonly alsoAuthor?: boolean;
}

const TITLE_LETTERS = 255;

/**
 * Tells people something. Ids follow from the mutation, the type, the entity and the person, so that laptop and hub
 * make the same rows, and telling the same twice within one mutation tells it once. Accounts that are gone or switched
 * off are left out.
 */
export async function tell<T extends NoticeType>(tx: MutationTx, notice: Notice<T>): Promise<void> {
  const data = noticeData[notice.type].parse(notice.data) as JsonValue;
  const asked = [...new Set(notice.userIds)]
    .filter((id) => notice.alsoAuthor === true || id !== tx.author.userId)
    .toSorted();
  if (asked.length === 0) return;
  const users = await tx.rows.findMany('users', asked);
  const people = users.filter(
    (user) => user['deleted_at'] === null && user['is_active'] === true && user['theater_id'] === tx.theaterId,
  );
  const rows = people.map(({ id: userId }) => ({
    id: tx.derive('notice', notice.type, notice.entity?.id ?? '', notice.about ?? '', userId),
    user_id: userId,
    type: notice.type,
    title: [...notice.title].slice(0, TITLE_LETTERS).join(''),
    message: null,
    entity_type: notice.entity?.table ?? null,
    entity_id: notice.entity?.id ?? null,
    data,
    created_at: tx.time,
  }));
  const there = new Set(
    (
      await tx.rows.findMany(
        'notifications',
        rows.map((row) => row.id),
      )
    ).map((row) => row.id),
  );
  await tx.insertMany(
    'notifications',
    rows.filter((row) => !there.has(row.id)),
  );
}

/** The accounts of employees, where they have one. */
export async function accountsOf(tx: MutationTx, employeeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(employeeIds)];
  const rows = ids.length === 0 ? [] : await tx.rows.findMany('employees', ids);
  return new Map(
    rows.flatMap((row) =>
      row['deleted_at'] === null && typeof row['user_id'] === 'string' ? [[row.id, row['user_id']] as const] : [],
    ),
  );
}
