/** In the shell, quietly: how much has not reached the hub yet, and what is coming. Nothing while nothing is. */
import { IconArrowDown, IconArrowUp, IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { filesStored } from '../../../shared/features/files/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import type { Transfer } from '../../../shared/ipc/file-contract.ts';
import { useQuery } from '../../data/use-query.ts';
import { useFileStatus } from '../../files/file-status.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';

const leftOf = (way: Transfer): number => way.files - way.filesDone;

export function TransferSign(): ReactNode {
  const { t, language } = useWords();
  const status = useFileStatus();
  const stored = useQuery(filesStored, {}).data;
  if (status === undefined || stored === undefined) return null;
  const { up, down } = status;
  // By the rows: what is brought without a network waits, whether or not anybody tries to send it.
  const isUp = stored.onlyHere > 0;
  const way = isUp ? up : down;
  const left = isUp ? stored.onlyHere : leftOf(down);
  // What is only offered to be fetched does not wait for anybody.
  if (left === 0 || (!isUp && down.state !== 'moving')) return null;
  const bytes = bytesSaid(isUp ? stored.onlyHereBytes : down.bytes - down.bytesDone, language);
  const words = t(isUp ? 'files.sign.up' : 'files.sign.down', {
    count: left,
    number: formatNumber(left, language),
    bytes,
  });
  const Icon = way.state === 'paused' ? IconPlayerPause : isUp ? IconArrowUp : IconArrowDown;
  return (
    <Link to="/files" className="sync num" aria-label={words} title={words} data-testid="transfer-sign">
      <Icon size={14} stroke={2} aria-hidden />
      <span className="sync-words">{words}</span>
    </Link>
  );
}
