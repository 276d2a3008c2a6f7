/** The theatre's own time zone; the laptop's until it is known. */
import type { RecordList } from '../../shared/ipc/views.ts';
import { useRows } from './use-rows.ts';

export function useTheaterZone(): string {
  const { data } = useRows<RecordList>('records.list', { table: 'theaters', text: '', offset: 0, limit: 1 });
  const zone = data?.rows[0]?.values['timezone'];
  return typeof zone === 'string' && zone !== '' ? zone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
