/**
 * What the last scan meant, readable from two metres: word, icon, colour, and the number so far; aloud for who cannot
 * look. A question stands in the same place and is answered by a key or a tap, never by Enter: scanners send that.
 */
import {
  IconAlertTriangle,
  IconBarcode,
  IconCheck,
  IconHelpCircle,
  IconMapPin,
  IconPackage,
  IconPlus,
  IconRepeat,
  IconTrashOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PackingVerdict, PackingVerdictKind } from '../../../shared/ipc/packing-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import type { Packing } from './use-packing.ts';
import { openCase } from './use-packing.ts';

const LOOKS: Readonly<
  Record<PackingVerdictKind, { readonly tone: 'ok' | 'warn' | 'bad' | 'info'; readonly icon: typeof IconBarcode }>
> = {
  packed: { tone: 'ok', icon: IconCheck },
  moved: { tone: 'ok', icon: IconCheck },
  extra: { tone: 'ok', icon: IconPlus },
  opened: { tone: 'info', icon: IconPackage },
  repeated: { tone: 'info', icon: IconRepeat },
  full: { tone: 'warn', icon: IconPlus },
  ask: { tone: 'warn', icon: IconPlus },
  unknown: { tone: 'bad', icon: IconHelpCircle },
  foreign: { tone: 'bad', icon: IconHelpCircle },
  place: { tone: 'warn', icon: IconMapPin },
  decommissioned: { tone: 'bad', icon: IconTrashOff },
};

/** The small line over the name, and the one under it. */
function useSentences(verdict: PackingVerdict): { readonly over: string; readonly under: string } {
  const { t, language } = useWords();
  const into = verdict.caseName === null ? t('packing.loose') : t('packing.inCase', { name: verdict.caseName });
  const over = verdict.kind === 'packed' ? into : t(`packing.verdict.${verdict.kind}`);
  const last =
    verdict.last === null
      ? null
      : t('packing.lastBy', {
          name: verdict.last.by,
          time: formatMoment(verdict.last.at, language),
          place: verdict.elsewhere ?? t('packing.loose'),
        });
  const parts = [
    verdict.number,
    verdict.kind === 'moved' || verdict.kind === 'extra' || verdict.kind === 'ask' ? into : null,
    verdict.kind === 'moved' && verdict.elsewhere !== null ? t('packing.wasIn', { name: verdict.elsewhere }) : null,
    last,
  ];
  return { over, under: parts.filter((part) => part !== null && part !== '').join(' · ') };
}

function Question({
  verdict,
  packing,
  tourId,
}: Readonly<{ verdict: PackingVerdict; packing: Packing; tourId: string }>): ReactNode {
  const { t } = useWords();
  const { itemId } = verdict;
  return (
    <div className="answers">
      <button type="button" className="tap yes" onClick={() => packing.answer(true)}>
        {t('packing.take')} <kbd>+</kbd>
      </button>
      <button type="button" className="tap" onClick={() => packing.answer(false)}>
        {t('packing.leave')} <kbd>Esc</kbd>
      </button>
      {verdict.kind === 'ask' && itemId !== null && (
        <button
          type="button"
          className="tap small"
          onClick={() => {
            packing.answer(false);
            openCase(tourId, itemId);
          }}
        >
          {t('packing.isCase')}
        </button>
      )}
    </div>
  );
}

function Verdict({
  verdict,
  packing,
  tourId,
}: Readonly<{ verdict: PackingVerdict; packing: Packing; tourId: string }>): ReactNode {
  const { t } = useWords();
  const { over, under } = useSentences(verdict);
  const { tone, icon: Icon } = LOOKS[verdict.kind];
  const isCounted = verdict.planned > 0 && verdict.kind !== 'opened';
  return (
    <div
      className="packing-verdict"
      role="status"
      aria-live="assertive"
      data-tone={tone}
      data-kind={verdict.kind}
      data-testid="packing-verdict"
    >
      <div className="sign">
        <Icon size={64} stroke={2.5} aria-hidden />
      </div>
      <div className="what">
        <span className="over">{over}</span>
        <b>{packing.asks && verdict.kind === 'ask' ? t('packing.askExtra') : verdict.name}</b>
        <span className="under">{verdict.kind === 'ask' ? [verdict.name, under].join(' · ') : under}</span>
      </div>
      {isCounted && (
        <div className="number">
          <b>{verdict.packed}</b>
          <span>{t('packing.of', { count: verdict.planned })}</span>
        </div>
      )}
      {packing.asks && <Question verdict={verdict} packing={packing} tourId={tourId} />}
    </div>
  );
}

export function PackingVerdictLine({ packing, tourId }: Readonly<{ packing: Packing; tourId: string }>): ReactNode {
  const { t } = useWords();
  const { said } = packing;
  if (said === undefined)
    return (
      <div className="packing-verdict" role="status" data-testid="packing-verdict">
        <div className="sign">
          <IconBarcode size={56} aria-hidden />
        </div>
        <div className="what">
          <b>{t('packing.scanHere')}</b>
          <span className="under">{t('packing.scanHint')}</span>
        </div>
      </div>
    );
  if (said.kind === 'refused')
    return (
      <div className="packing-verdict" role="alert" data-tone="bad" data-kind="refused" data-testid="packing-verdict">
        <div className="sign">
          <IconAlertTriangle size={56} aria-hidden />
        </div>
        <div className="what">
          <span className="over">{t('packing.refused')}</span>
          <b className="sentence">{said.sentence}</b>
        </div>
      </div>
    );
  return <Verdict verdict={said.verdict} packing={packing} tourId={tourId} />;
}
