/** What somebody must look at: refusals of this laptop, and conflicts of the theatre. */

import type { AttentionList, RefusedMutation } from '../../shared/ipc/views.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { Reading } from '../replica/reading.ts';
import { argsFor, detailsFor } from './others-work.ts';

type Stored = {
  sequence: number;
  name: string;
  args: string;
  author_id: string;
  issued_at: string;
  code: string;
  details: string;
};

/** As whoever reads it may see it. */
export async function attentionList(replica: Reading, reader?: string): Promise<AttentionList> {
  const refused = replica
    .prepared<[], Stored>('SELECT * FROM refused_mutations WHERE dealt_with_at IS NULL ORDER BY sequence')
    .all()
    .map((row): RefusedMutation => {
      const work = { name: row.name, args: JSON.parse(row.args) as unknown, authorId: row.author_id };
      const details = JSON.parse(row.details) as RefusedMutation['details'];
      return {
        sequence: row.sequence,
        name: row.name,
        authorId: row.author_id,
        issuedAt: row.issued_at,
        code: row.code,
        args: argsFor(replica, work, reader) as JsonValue,
        details: detailsFor(replica, work, details, reader),
      };
    });
  const conflicts = await replica.db
    .selectFrom('conflicts')
    .selectAll()
    .where('status', '=', 'open')
    .orderBy('detected_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return { refused, conflicts };
}
