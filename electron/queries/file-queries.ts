/** What lies on this laptop, and what it takes along. */
import type { PinView, StoredSum } from '../../shared/features/files/queries.ts';
import * as declared from '../../shared/features/files/queries.ts';
import { PINNABLE, type Pinnable } from '../../shared/ipc/file-contract.ts';
import { implement } from './define-query.ts';
import { labelsOf } from './deletion-queries.ts';
import { filesSummary } from './files-summary.ts';

export const filePins = implement(declared.filePins, {
  tables: ['file_pins', ...PINNABLE],
  run: async ({ replica }): Promise<readonly PinView[]> => {
    const pins = replica
      .prepared<[], { table: Pinnable; id: string; since: string }>(
        'SELECT scope_table AS "table", scope_id AS id, since FROM file_pins ORDER BY since DESC, scope_id',
      )
      .all();
    return pins.map((pin) => ({ ...pin, label: labelsOf(replica, pin.table, [pin.id])[0]?.label ?? '' }));
  },
});

export const filesStored = implement(declared.filesStored, {
  tables: ['files', 'stored_files'],
  run: async ({ replica }): Promise<StoredSum> =>
    replica
      .prepared<[], StoredSum>(
        `SELECT count(*) AS files, coalesce(sum(s.size), 0) AS bytes,
            count(*) FILTER (WHERE f.uploaded_at IS NULL AND f.id IS NOT NULL) AS onlyHere,
            coalesce(sum(s.size) FILTER (WHERE f.uploaded_at IS NULL AND f.id IS NOT NULL), 0) AS onlyHereBytes
          FROM stored_files s LEFT JOIN files f ON f.sha256 = s.sha256 WHERE s.has_original = 1`,
      )
      .get() ?? { files: 0, bytes: 0, onlyHere: 0, onlyHereBytes: 0 },
});

export const filesSummed = implement(declared.filesSummed, {
  tables: ['files', 'stored_files', 'wanted_files', 'file_pins'],
  run: async ({ replica }) => filesSummary(replica),
});
