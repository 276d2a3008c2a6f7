/** What somebody types and does not save is on disk once it is answered, theirs alone, and gone when it should be. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../electron/queries/define-query.ts';
import { draftOf } from '../../../electron/queries/draft-queries.ts';
import { forgetDrafts, keepDraft } from '../../../electron/replica/drafts.ts';
import { type OpenedReplica, openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { Vault } from '../../../electron/replica/vault.ts';
import { idOf } from '../../support/rows.ts';

const OLGA = idOf(1);
const BORIS = idOf(2);
const NOW = new Date('2026-11-29T10:00:00.000Z');
const FORM = 'tasks/new';

const open = (dir: string): Promise<OpenedReplica> =>
  openReplica(dir, { create: true, now: () => NOW, vault: new Vault(Buffer.alloc(32, 5)) });
const read = (replica: Replica, userId: string, form = FORM) =>
  answer(replica, draftOf, { form }, { userId, permissions: [] });

test('a draft outlives the process, is nobody else’s, and goes when it is emptied', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-drafts-'));
  const { replica: first } = await open(dir);
  const fields = { title: { typed: 'Лист упак', seen: null } };
  await keepDraft(first, { userId: OLGA, form: FORM, fields }, NOW);
  await first.close();
  const { replica } = await open(dir);
  expect(await read(replica, OLGA)).toEqual(fields);
  expect(await read(replica, BORIS)).toEqual({});
  expect(await read(replica, OLGA, 'tasks/other')).toEqual({});
  await keepDraft(replica, { userId: OLGA, form: FORM, fields: {} }, NOW);
  expect(await read(replica, OLGA)).toEqual({});
  await replica.close();
});

test('a person whom the laptop forgets leaves no draft; a draft of a quarter ago is cleared away', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-drafts-'));
  const { replica } = await open(dir);
  const fields = { title: { typed: 'Лист', seen: null } };
  const long = new Date(NOW.getTime() - 91 * 86_400_000);
  await keepDraft(replica, { userId: OLGA, form: 'tasks/old', fields }, long);
  await keepDraft(replica, { userId: OLGA, form: FORM, fields }, NOW);
  await keepDraft(replica, { userId: BORIS, form: FORM, fields }, NOW);
  expect(await read(replica, OLGA, 'tasks/old')).toEqual({});
  await forgetDrafts(replica, OLGA);
  expect(await read(replica, OLGA)).toEqual({});
  expect(await read(replica, BORIS)).toEqual(fields);
  await replica.close();
});
