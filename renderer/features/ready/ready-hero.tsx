/** The verdict, large enough for who runs past; and the one button, with what it will do and what that costs. */
import { Button } from '@mantine/core';
import { IconCheck, IconCloudDown, IconPlayerStop, IconRefresh, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDateTime, formatDay } from '../../../shared/i18n/date-text.ts';
import { sayActs } from '../../../shared/i18n/ready-sentences.ts';
import type { ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import type { ReadyVerdict } from '../../../shared/rules/ready.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useFileStatus } from '../../files/file-status.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import type { Preparing } from './use-ready.ts';

type Props = Readonly<{ look: ReadyLook; verdict: ReadyVerdict; preparing: Preparing; again: () => void }>;

/** Files are on their way by themselves: pinned, not stopped, and the line stands. */
function useIsComing({ facts: { files }, isPaused }: ReadyLook): boolean {
  const status = useFileStatus();
  return files.isPinned && files.missing > files.elsewhere && !isPaused && status?.down.state === 'moving';
}

function useHint({ look, verdict, preparing }: Omit<Props, 'again'>, isComing: boolean): string {
  const { t, language } = useWords();
  const { files, missing } = look.facts.files;
  if (isComing) {
    const [done, all] = [formatNumber(files - missing, language), formatNumber(files, language)];
    return t('ready.coming', { done, all });
  }
  if (preparing.isBusy) return t('ready.busy');
  if (verdict.isReady) return '';
  if (look.isPaused && missing > 0) return t('ready.paused');
  return verdict.acts.length === 0 ? t('ready.handsOnly') : sayActs(verdict.acts, look.facts, language);
}

function Act(props: Props): ReactNode {
  const { look, verdict, preparing, again } = props;
  const { t } = useWords();
  const { isBusy: isStopping, ask } = useAsk();
  const isComing = useIsComing(look);
  const hint = useHint(props, isComing);
  const stop = async (): Promise<void> => {
    await ask('files.setPaused', { isPaused: true });
    again();
  };
  return (
    <div className="ready-go">
      {isComing ? (
        <Button
          className="ready-button"
          variant="default"
          loading={isStopping}
          leftSection={<IconPlayerStop size={22} />}
          data-testid="ready-stop"
          onClick={() => void stop()}
        >
          {t('ready.stop')}
        </Button>
      ) : verdict.acts.length === 0 ? (
        <Button
          className="ready-button"
          variant="default"
          leftSection={<IconRefresh size={22} />}
          data-testid="ready-again"
          onClick={again}
        >
          {t('ready.again')}
        </Button>
      ) : (
        <Button
          className="ready-button"
          loading={preparing.isBusy}
          leftSection={<IconCloudDown size={24} />}
          data-testid="ready-go"
          onClick={() => void preparing.prepare(verdict.acts)}
        >
          {t(look.isPaused && look.facts.files.missing > 0 ? 'ready.goOn' : 'ready.go')}
        </Button>
      )}
      <div className="ready-hint num" role="status" data-testid="ready-hint">
        {hint}
      </div>
    </div>
  );
}

export function ReadyHero(props: Props): ReactNode {
  const { look, verdict } = props;
  const { t, language } = useWords();
  const { isReady, left } = verdict;
  const { departsAt, startsOn, endsOn } = look.tour;
  const Icon = isReady ? IconCheck : IconX;
  const when =
    departsAt === null
      ? t('ready.this', { from: formatDay(startsOn, language), to: formatDay(endsOn, language) })
      : t('ready.leaves', { at: formatDateTime(departsAt, language, look.facts.zone) });
  return (
    <section className="ready-hero" data-green={isReady}>
      <span className="ready-sign">
        <Icon size={44} stroke={2.25} aria-hidden />
      </span>
      <div className="ready-verdict">
        <h2 data-testid="ready-verdict">
          {isReady ? t('ready.yes') : t('ready.left', { count: left, number: formatNumber(left, language) })}
        </h2>
        <p className="num">{isReady ? `${when}. ${t('ready.yesHint')}` : when}</p>
      </div>
      <Act {...props} />
    </section>
  );
}
