/**
 * What the last scan meant, readable from two metres: word, icon, colour, and the number so far; aloud for who cannot
 * look.
 */
import {
  IconAlertTriangle,
  IconBarcode,
  IconCircleCheck,
  IconCirclePlus,
  IconHelpCircle,
  IconLoader2,
  IconMapPin,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Verdict, VerdictKind } from '../../../shared/ipc/count-contract.ts';
import { useWords } from '../../i18n/use-words.ts';

const LOOKS: Readonly<
  Record<VerdictKind, { readonly tone: 'ok' | 'warn' | 'bad' | 'info'; readonly icon: typeof IconBarcode }>
> = {
  found: { tone: 'ok', icon: IconCircleCheck },
  more: { tone: 'warn', icon: IconCirclePlus },
  unexpected: { tone: 'warn', icon: IconAlertTriangle },
  unknown: { tone: 'bad', icon: IconHelpCircle },
  place: { tone: 'info', icon: IconMapPin },
  outside: { tone: 'warn', icon: IconMapPin },
};

type Props = Readonly<{ verdict: Verdict | undefined; heard: string | undefined; isBlind: boolean }>;

export function VerdictBanner({ verdict, heard, isBlind }: Props): ReactNode {
  const { t } = useWords();
  if (heard !== undefined) {
    return (
      <div className="verdict" role="status">
        <IconLoader2 size={36} aria-hidden />
        <div className="what">
          <b>{heard}</b>
          <span>{t('counting.heard')}</span>
        </div>
      </div>
    );
  }
  if (verdict === undefined)
    return (
      <div className="verdict" role="status">
        <IconBarcode size={36} aria-hidden />
        <div className="what">
          <span>{t('counting.inputHint')}</span>
        </div>
      </div>
    );
  const { tone, icon: Icon } = LOOKS[verdict.kind];
  const isPlace = verdict.kind === 'place' || verdict.kind === 'outside';
  const left = verdict.expected - verdict.counted;
  const words = [
    verdict.inventoryNumber,
    t(`counting.verdict.${verdict.kind}`),
    verdict.kind === 'unexpected' && verdict.place !== null ? t('counting.elsewhere', { place: verdict.place }) : null,
    verdict.kind === 'found' && !isBlind && left > 0 ? t('counting.left', { count: left }) : null,
    verdict.others.length > 1 ? verdict.others.join(', ') : null,
  ];
  return (
    <div
      className="verdict"
      role="status"
      aria-live="assertive"
      data-kind={verdict.kind}
      data-tone={tone}
      data-testid="verdict"
    >
      <Icon size={40} aria-hidden />
      <div className="what">
        <b>{verdict.name}</b>
        <span>{words.filter((word) => word !== null && word !== '').join(' · ')}</span>
      </div>
      {!isPlace && (
        <div className="number">
          <b>{verdict.itemId === null ? `×${verdict.quantity}` : verdict.counted}</b>
          {verdict.itemId !== null && !isBlind && verdict.expected > 0 && (
            <span>{t('counting.of', { count: verdict.expected })}</span>
          )}
        </div>
      )}
    </div>
  );
}
