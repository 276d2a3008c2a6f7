/**
 * What the last scan meant, readable from afar: icon, word, colour. A question stands in the same place and is answered
 * by a key or a tap, never by Enter: scanners send that.
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
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { CaseMode, CaseWork, Said } from './use-case.ts';

const LOOKS: Readonly<
  Record<Said['kind'], { readonly tone: 'ok' | 'warn' | 'bad' | 'info'; readonly icon: typeof IconBarcode }>
> = {
  put: { tone: 'ok', icon: IconCheck },
  seen: { tone: 'ok', icon: IconCheck },
  already: { tone: 'info', icon: IconRepeat },
  alreadyIn: { tone: 'info', icon: IconRepeat },
  ask: { tone: 'warn', icon: IconPlus },
  askFull: { tone: 'warn', icon: IconPlus },
  nowhere: { tone: 'bad', icon: IconHelpCircle },
  self: { tone: 'warn', icon: IconPackage },
  place: { tone: 'warn', icon: IconMapPin },
  unknown: { tone: 'bad', icon: IconHelpCircle },
  refused: { tone: 'bad', icon: IconAlertTriangle },
};

export function CaseSaid({ work, mode }: Readonly<{ work: CaseWork; mode: CaseMode }>): ReactNode {
  const { t } = useWords();
  const { said } = work;
  if (said === undefined)
    return (
      <div className="case-said" role="status" data-testid="case-said">
        <IconBarcode size={28} aria-hidden />
        <div className="what">
          <b>{t(mode === 'check' ? 'kits.scanCheck' : 'kits.scanHere')}</b>
          <span className="dim">{t(mode === 'check' ? 'kits.checkHint' : 'kits.scanHint')}</span>
        </div>
      </div>
    );
  const { tone, icon: Icon } = LOOKS[said.kind];
  const isAsked = said.kind === 'ask' || said.kind === 'askFull';
  const from = 'from' in said ? said.from : undefined;
  return (
    <div
      className="case-said"
      role={tone === 'bad' ? 'alert' : 'status'}
      aria-live="assertive"
      data-tone={tone}
      data-kind={said.kind}
      data-testid="case-said"
    >
      <Icon size={28} stroke={2.5} aria-hidden />
      <div className="what">
        <span className="over">{t(`kits.said.${said.kind}`)}</span>
        <b>{said.name}</b>
        {from !== undefined && <span className="dim">{t('kits.from', { place: from.name })}</span>}
      </div>
      {isAsked && (
        <div className="answers">
          <button type="button" className="case-tap yes" onClick={() => work.answer(true)}>
            {t('kits.take')} <kbd>+</kbd>
          </button>
          <button type="button" className="case-tap" onClick={() => work.answer(false)}>
            {t('kits.leave')} <kbd>Esc</kbd>
          </button>
        </div>
      )}
    </div>
  );
}
