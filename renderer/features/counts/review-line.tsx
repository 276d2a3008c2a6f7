/** One variance: what was expected, who found how much and how that stands together, and the decision. */

import type { ReactNode } from 'react';
import type { CountLineView } from '../../../shared/ipc/count-contract.ts';
import { countRequestRecount, countResolveLine } from '../../../shared/mutations/count-decisions.ts';
import type { MutationArgs } from '../../../shared/mutations/mutation.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';

const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');
const SIGNS: Readonly<Record<CountLineView['sign'], string>> = {
  none: '',
  one: '',
  sum: '+',
  same: '=',
  differ: '≠',
  unclear: '?',
};
/** People whose numbers fit beside each other; more are summed up in words. */
const SHOWN = 3;

export interface Decide {
  readonly accept: (quantity?: number) => void;
  readonly recount: () => void;
  readonly leave: () => void;
  readonly stand: (together: 'sum' | 'apart') => void;
}

type Resolution = MutationArgs<typeof countResolveLine>;

/** What can be decided about a line of this count. */
export function useDecide(countId: string, onRecount: () => void): (line: CountLineView) => Decide {
  const mutate = useMutate();
  return (line) => {
    const key = { countId, itemId: line.itemId, locationId: line.locationId };
    const resolve = (values: Omit<Resolution, keyof typeof key>): void => {
      void mutate(countResolveLine, { ...key, ...values });
    };
    return {
      accept: (quantity = line.counted ?? undefined) => {
        const isTaken = line.state === 'accepted' && (quantity === undefined || quantity === line.outcome);
        if (isTaken) resolve({ resolution: 'pending' });
        else if (quantity !== undefined) resolve({ resolution: 'accepted', quantity });
      },
      leave: () => resolve({ resolution: line.state === 'left' ? 'pending' : 'ignored' }),
      stand: (together) => resolve({ resolution: 'pending', together }),
      recount: () => {
        void mutate(countRequestRecount, key).then((isDone) => {
          if (isDone) onRecount();
        });
      },
    };
  };
}

function Found({
  line,
  isOpen,
  decide,
}: Readonly<{ line: CountLineView; isOpen: boolean; decide: Decide }>): ReactNode {
  const { t } = useWords();
  const isChoice = line.sign === 'differ' || line.sign === 'same';
  const next = line.sign === 'sum' ? 'apart' : 'sum';
  return (
    <div className="found" role="gridcell">
      {line.parts.slice(0, SHOWN).map((part, index) => (
        <span key={`${part.person}/${part.isSecond}`}>
          {index > 0 && (
            <button
              type="button"
              className="sign"
              data-sign={line.sign}
              disabled={!isOpen}
              title={t(`review.sign.${line.sign}`)}
              aria-label={`${t(`review.sign.${line.sign}`)}. ${t(`review.make.${next}`)}`}
              onClick={() => decide.stand(next)}
            >
              {SIGNS[line.sign]}
            </button>
          )}
          <button
            type="button"
            className="part"
            disabled={!isOpen || !isChoice}
            aria-pressed={isChoice && line.state === 'accepted' && line.outcome === part.quantity}
            onClick={() => decide.accept(part.quantity)}
            title={part.name}
          >
            <b>{part.quantity}</b> <small>{part.name.split(' ')[0]}</small>
          </button>
        </span>
      ))}
      {line.parts.length > SHOWN && <small>{t('counting.andMore', { count: line.parts.length - SHOWN })}</small>}
    </div>
  );
}

function Difference({ line }: Readonly<{ line: CountLineView }>): ReactNode {
  const { t } = useWords();
  const number = line.outcome ?? line.counted;
  if (number === null) {
    const choices = line.choices.map((choice) => signed(choice - line.expected)).join(` ${t('review.or')} `);
    return (
      <div className="difference" role="gridcell">
        <b>?</b>
        <small>{choices}</small>
      </div>
    );
  }
  const difference = number - line.expected;
  return (
    <div className="difference" role="gridcell" data-tone={difference < 0 ? 'bad' : difference > 0 ? 'ok' : 'none'}>
      <b>{signed(difference)}</b>
      <small>{t('review.becomes', { count: number })}</small>
    </div>
  );
}

type Props = Readonly<{
  line: CountLineView;
  isOpen: boolean;
  isActive: boolean;
  onSelect: () => void;
  decide: Decide;
}>;

export function ReviewLine({ line, isOpen, isActive, onSelect, decide }: Props): ReactNode {
  const { t } = useWords();
  const isUnclear = line.sign === 'unclear' && line.state === 'open';
  return (
    <div
      className="review-line"
      role="row"
      aria-selected={isActive}
      onClick={onSelect}
      data-testid="review-line"
      data-state={line.state}
      data-sign={line.sign}
    >
      <div className="name" role="gridcell">
        <b title={line.name}>{line.name}</b>
        <span>
          {line.inventoryNumber} · {line.location} · {t(`review.sign.${line.sign}`)}
        </span>
      </div>
      <div className="expected" role="gridcell">
        {line.expected}
      </div>
      <Found line={line} isOpen={isOpen} decide={decide} />
      <Difference line={line} />
      <div className="decision" role="gridcell">
        {!isOpen ? (
          <span className="decided">{t(`review.state.${line.state}`)}</span>
        ) : isUnclear ? (
          <div className="segments" role="group" aria-label={t('review.howStands')}>
            <button type="button" onClick={() => decide.stand('sum')}>
              + {t('review.wereSharing')}
            </button>
            <button type="button" onClick={() => decide.stand('apart')}>
              ≠ {t('review.secondOpinion')}
            </button>
          </div>
        ) : (
          <div className="segments" role="group" aria-label={t('review.decision')}>
            <button
              type="button"
              aria-pressed={line.state === 'accepted'}
              disabled={line.counted === null && line.state !== 'accepted'}
              title={line.counted === null ? t('review.chooseNumber') : undefined}
              onClick={() => decide.accept()}
            >
              {t('review.accept')}
            </button>
            <button type="button" onClick={decide.recount}>
              {t('review.recount')}
            </button>
            <button type="button" aria-pressed={line.state === 'left'} onClick={decide.leave}>
              {t('review.ignore')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
