/** Which contents lie in this laptop's store, as queries ask for it. `docs/decisions/0040`. */
import type { FileWhere } from '../../shared/ipc/file-contract.ts';

/**
 * SQL for `FileWhere` of a row of `files` that the statement calls `file`, with `stored_files` joined as `stored`:
 * `LEFT JOIN stored_files stored ON stored.sha256 = file.sha256`.
 */
export const WHERE_SQL = `CASE WHEN stored.has_original = 1 THEN '${'here' satisfies FileWhere}'
  WHEN file.uploaded_at IS NOT NULL THEN '${'hub' satisfies FileWhere}' ELSE '${'elsewhere' satisfies FileWhere}' END`;
