/** The theatre's own time zone; the laptop's until it is known. */
import { recordList } from '../../shared/features/records/queries.ts';
import { useQuery } from './use-query.ts';

/** An IANA name, for days and times that belong to the theatre and not to whoever looks. */
export function useTheaterZone(): string {
  const { data } = useQuery(recordList, { table: 'theaters', text: '', offset: 0, limit: 1 });
  const zone = data?.rows[0]?.values['timezone'];
  return typeof zone === 'string' && zone !== '' ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
