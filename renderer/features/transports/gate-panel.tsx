/** What was said last at the tailgate, the question that waits, the code field, the last acts with their way back. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBarcode,
  IconCheck,
  IconDeviceLaptop,
  IconHelpCircle,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { useSessionInfo } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatTime } from '../../lib/format.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { useUi } from '../../store/ui-store.ts';
import type { Loading } from './use-loading.ts';
import type { Act } from './use-recording.ts';

/** The question in place, or what was heard last, or what was recorded last. */
export function LastSaid({ loading }: Readonly<{ loading: Loading }>): ReactNode {
  const { t, language } = useWords();
  const { asked, heard, last, answer } = loading;
  if (asked !== undefined)
    return (
      <div className="tp-said" data-tone="warn" role="alert" data-testid="gate-asked">
        <IconHelpCircle size={32} aria-hidden />
        <div className="what">
          <b>{asked.text}</b>
          <div className="tp-row">
            <button type="button" className="tp-tap" data-main onClick={() => answer(true)}>
              <kbd className="kbd">+</kbd> {t('transports.yes')}
            </button>
            <button type="button" className="tp-tap" onClick={() => answer(false)}>
              <kbd className="kbd">Esc</kbd> {t('transports.no')}
            </button>
          </div>
        </div>
      </div>
    );
  const [act] = last;
  if (heard !== undefined)
    return (
      <div className="tp-said" data-tone={heard.tone} role="status" aria-live="assertive" data-testid="gate-said">
        <IconAlertTriangle size={32} aria-hidden />
        <div className="what">
          <span className="tp-word">{heard.text}</span>
          {heard.name !== '' && <b>{heard.name}</b>}
        </div>
      </div>
    );
  if (act === undefined || act.isUndone)
    return (
      <div className="tp-said" role="status" data-testid="gate-said">
        <IconBarcode size={32} aria-hidden />
        <div className="what">
          <span className="dim">{t('transports.nothingYet')}</span>
        </div>
      </div>
    );
  return (
    <div className="tp-said" data-tone={act.tone} role="status" aria-live="assertive" data-testid="gate-said">
      {act.tone === 'ok' ? (
        <IconCheck size={32} stroke={2.5} aria-hidden />
      ) : (
        <IconAlertTriangle size={32} aria-hidden />
      )}
      <div className="what">
        <span className="tp-word">{act.said}</span>
        <b>{act.name}</b>
        <span className="dim">
          {formatTime(act.at, language)} · {act.by}
        </span>
      </div>
      <UndoAct act={act} loading={loading} />
    </div>
  );
}

function UndoAct({ act, loading }: Readonly<{ act: Act; loading: Loading }>): ReactNode {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="tp-tap tp-square"
      aria-label={t('transports.undo', { name: act.name })}
      onClick={() => void loading.undo(act)}
    >
      <IconArrowBackUp size={22} aria-hidden />
    </button>
  );
}

/** The last five by the ledger, of all laptops, each with its way back for whoever may take it. */
export function LastActs({ loading, mayUndo }: Readonly<{ loading: Loading; mayUndo: boolean }>): ReactNode {
  const { t, language } = useWords();
  const me = useSessionInfo().user?.id;
  const { acts, undoLedger } = loading;
  if (acts === undefined) return null;
  if (acts.length === 0) return <p className="dim">{t('transports.nothingYet')}</p>;
  return (
    <ul className="tp-acts">
      {acts.map((act) => {
        const inside = act.caseName === null ? '' : ` ${t('transports.said.fromCase', { name: act.caseName })}`;
        return (
          <li key={act.id} data-undone={act.isUndone} data-testid="gate-act">
            <span className="grow">
              <b>
                {act.name}
                {act.pieces > 1 && ` × ${act.pieces}`}
                {inside}
              </b>
              <span className="dim">
                {t(`transports.said.${act.kind}`)} · {formatTime(act.at, language)} ·{' '}
                {act.byId === me ? t('transports.you') : act.by}{' '}
                {act.isPending && <IconDeviceLaptop size={12} role="img" aria-label={t('common.onlyHere')} />}
              </span>
            </span>
            {act.isUndone ? (
              <span className="dim">{t('transports.undone')}</span>
            ) : (
              mayUndo && (
                <button
                  type="button"
                  className="tp-tap tp-square"
                  aria-label={t('transports.undo', { name: act.name })}
                  onClick={() => void undoLedger(act)}
                >
                  <IconArrowBackUp size={22} aria-hidden />
                </button>
              )
            )}
          </li>
        );
      })}
    </ul>
  );
}

type CodeProps = Readonly<{ field: RefObject<HTMLInputElement | null>; onCode: (code: string) => Promise<void> }>;

/** Everything that a scan does can be typed. */
export function CodeField({ field, onCode }: CodeProps): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const isSoundOn = useUi((state) => state.isSoundOn);
  const toggleSound = useUi((state) => state.toggleSound);
  return (
    <form
      className="tp-code"
      onSubmit={(event) => {
        event.preventDefault();
        void onCode(code);
        setCode('');
      }}
    >
      <span className="tp-ready">
        <IconBarcode size={18} aria-hidden /> {t('transports.ready')}
      </span>
      <input
        ref={field}
        {...takesScan}
        className="tp-input"
        value={code}
        maxLength={100}
        placeholder={t('transports.code')}
        aria-label={t('transports.code')}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <button
        type="button"
        className="tp-tap tp-square"
        aria-pressed={isSoundOn}
        aria-label={t('transports.sound')}
        onClick={toggleSound}
      >
        {isSoundOn ? <IconVolume size={22} aria-hidden /> : <IconVolumeOff size={22} aria-hidden />}
      </button>
    </form>
  );
}
