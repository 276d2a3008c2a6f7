/** Pieces of a thing somewhere on the road, with what can be done with them. */
import { type ReactNode, useState } from 'react';
import type { BoardLine, TransportBoard } from '../../../shared/features/transports/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { RemarkForm } from './remark-form.tsx';
import type { Recording } from './use-recording.ts';

type Props = Readonly<{
  board: TransportBoard;
  line: BoardLine;
  pieces: number;
  venueId: string | null;
  /** Where, since when, by whom. */
  facts: string;
  recording: Recording;
  children?: ReactNode;
}>;

export function PieceRow({ board, line, pieces, venueId, facts, recording, children }: Props): ReactNode {
  const { t } = useWords();
  const mayRun = useCan('packing.run');
  const [remark, setRemark] = useState<'miss' | 'damage'>();
  return (
    <li className="tp-piece" data-testid="piece">
      <div className="tp-piece-line">
        <span className="grow">
          <LinkTo table="inventory_items" id={line.itemId}>
            <b>{line.name}</b>
          </LinkTo>
          {pieces > 1 && <span className="num"> × {pieces}</span>} <span className="dim">{line.number}</span>
          {line.status === 'decommissioned' && (
            <span className="tag" data-tone="warn">
              {t('transports.isDecommissioned')}
            </span>
          )}
          <span className="dim tp-facts">{facts}</span>
        </span>
        {mayRun && remark === undefined && (
          <span className="tp-row">
            {children}
            <button type="button" className="tp-tap" onClick={() => setRemark('miss')}>
              {t('transports.road.missing')}
            </button>
            <button type="button" className="tp-tap tp-quiet" onClick={() => setRemark('damage')}>
              {t('transports.road.damaged')}
            </button>
          </span>
        )}
      </div>
      {remark !== undefined && (
        <RemarkForm
          board={board}
          line={line}
          action={remark}
          pieces={remark === 'miss' ? pieces : 1}
          venueId={venueId}
          recording={recording}
          onClose={() => setRemark(undefined)}
        />
      )}
    </li>
  );
}
