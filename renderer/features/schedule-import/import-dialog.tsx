/** Events from a file: dropped, looked at, set right, and only then written; all of it can be taken back at once. */
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCalendarDown, IconFileImport, IconPlayerStop } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Progress as HowFar } from '../../../shared/ipc/progress.ts';
import { importMutations } from '../../../shared/schedule-import/plan-import.ts';
import { MOST_FILE_BYTES } from '../../../shared/schedule-import/read-file.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { ImportChoices } from './import-choices.tsx';
import { ImportLines } from './import-lines.tsx';
import { type EventFile, type ReadEvents, useEventFile } from './use-event-file.ts';
import { type ImportOutlook, useImportPlan } from './use-import-plan.ts';
import { type ImportOutcome, useImportRun } from './use-import-run.ts';
import './schedule-import.css';

/** `onShow`: turns to a day of the schedule; without it the schedule is opened there. */
type Props = Readonly<{ onClose: () => void; onShow?: (date: string) => void }>;

const openSchedule = (date: string): void => go({ to: '/schedule', search: { date } });

const ACCEPTED = '.ics,.ical,.ifb,.csv,.tsv,.txt,text/calendar,text/csv';

function Doing({
  words,
  progress,
  onStop,
}: Readonly<{ words: string; progress: HowFar; onStop?: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { done, total } = progress;
  const counted = { done: formatNumber(done, language), total: formatNumber(total, language) };
  return (
    <Stack gap="xs" data-testid="import-progress">
      <Text size="sm" role="status">
        {words} {total > 0 && <span className="num dim">{t('import.progress', counted)}</span>}
      </Text>
      <Progress value={total === 0 ? 100 : (done / total) * 100} animated={total === 0} aria-label={words} />
      {onStop !== undefined && (
        <Group justify="flex-end">
          <Button variant="default" autoFocus leftSection={<IconPlayerStop size={18} />} onClick={onStop}>
            {t('import.stop')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Picking({ source }: Readonly<{ source: EventFile }>): ReactNode {
  const { t } = useWords();
  const take = (files: readonly File[]): void => {
    const [file] = files;
    if (file !== undefined) source.take(file);
  };
  const { open, field } = useFileChooser(take, { accept: ACCEPTED, isOne: true });
  const { problem } = source;
  const most = String(MOST_FILE_BYTES / 1024 / 1024);
  return (
    <Stack>
      {problem !== undefined && (
        <Alert color="red" role="alert">
          {problem.why === 'tooLarge'
            ? t('import.tooLarge', { name: problem.name, most })
            : t(`import.${problem.why}`, { name: problem.name })}
        </Alert>
      )}
      <DropZone label={t('import.drop')} onFiles={take} takesPaste className="import-drop">
        <IconFileImport size={40} stroke={1.25} aria-hidden />
        <Text size="lg">{t('import.drop')}</Text>
        <Button data-autofocus onClick={open}>
          {t('import.pick')}
        </Button>
        {field}
        <Text c="dimmed" ta="center" maw={480}>
          {t('import.safe')}
        </Text>
      </DropZone>
    </Stack>
  );
}

interface LookProps {
  readonly source: EventFile;
  readonly read: ReadEvents;
  readonly outlook: ImportOutlook;
  readonly today: string;
  readonly onGo: () => void;
  readonly onClose: () => void;
}

function Looking({ source, read, outlook, today, onGo, onClose }: LookProps): ReactNode {
  const { t, language } = useWords();
  const { events } = outlook;
  const going = events?.filter(({ state }) => state !== 'same').length ?? 0;
  const isEmpty = read.file.events.length === 0;
  const isNew = events?.some(({ state }) => state === 'new' || state === 'again') ?? false;
  const nothing = events !== undefined && going === 0 && !isEmpty ? t('import.nothingToDo') : '';
  const note = isNew ? t('import.draft') : nothing;
  return (
    <>
      {isEmpty && (
        <Alert color="orange">
          {outlook.unread.length > 0
            ? t('import.empty', { name: read.name })
            : t('import.emptyDays', { name: read.name })}
        </Alert>
      )}
      <div className="import-look">
        <ImportChoices source={source} read={read} outlook={outlook} today={today} />
        {events === undefined ? (
          <Doing words={t('import.comparing')} progress={{ done: outlook.compared, total: outlook.total }} />
        ) : (
          <ImportLines outlook={outlook} events={events} />
        )}
      </div>
      <Group justify="space-between" className="import-foot">
        <Text size="sm" c="dimmed" className="import-note">
          {note}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={source.forget}>
            {t('import.other')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            leftSection={<IconCalendarDown size={18} />}
            disabled={going === 0}
            onClick={onGo}
            data-testid="import-go"
          >
            {t('import.go', { count: going, number: formatNumber(going, language) })}
          </Button>
        </Group>
      </Group>
    </>
  );
}

function Ended({
  outcome,
  read,
  onClose,
  onShow,
}: Readonly<{
  outcome: ImportOutcome;
  read: ReadEvents;
  onClose: () => void;
  onShow: (date: string) => void;
}>): ReactNode {
  const { t, language } = useWords();
  const counted = { done: formatNumber(outcome.done, language), total: formatNumber(outcome.total, language) };
  const first = read.file.events.reduce((least, { date }) => (date < least ? date : least), read.window.to);
  return (
    <Stack>
      <Alert color="orange" role="alert">
        {outcome.why === undefined
          ? t('import.stopped', counted)
          : t('import.failed', { ...counted, why: outcome.why })}
      </Alert>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            onClose();
            onShow(first);
          }}
        >
          {t('import.show')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  );
}

/** Over whatever is open. While something is written it closes by being stopped. */
export function ImportDialog({ onClose, onShow = openSchedule }: Props): ReactNode {
  const { t } = useWords();
  const today = todayIn(useTheaterZone());
  const source = useEventFile(today);
  const { read } = source;
  const outlook = useImportPlan(read);
  const { progress, run, stop } = useImportRun();
  const [outcome, setOutcome] = useState<ImportOutcome>();
  const begin = async (): Promise<void> => {
    if (outlook?.events === undefined || read === undefined) return;
    const cities = new Map(outlook.names.venues.map(({ name, city }) => [name, city]));
    const ended = await run(importMutations(outlook.events, outlook.matching, outlook.around, cities));
    if (ended.isStopped || ended.why !== undefined) return setOutcome(ended);
    const first = outlook.events.find(({ state }) => state !== 'same')?.values.date;
    onClose();
    if (first !== undefined) onShow(first);
  };
  const body = (): ReactNode => {
    if (progress !== undefined) return <Doing words={t('import.writing')} progress={progress} onStop={stop} />;
    if (outcome !== undefined && read !== undefined)
      return <Ended outcome={outcome} read={read} onClose={onClose} onShow={onShow} />;
    if (source.progress !== undefined) {
      const { name, ...howFar } = source.progress;
      return (
        <Doing
          words={t('import.reading', { name })}
          progress={{
            done: howFar.total === 0 ? 0 : Math.round((howFar.done / howFar.total) * 100),
            total: howFar.total === 0 ? 0 : 100,
          }}
          onStop={read === undefined ? source.forget : source.stop}
        />
      );
    }
    if (read === undefined) return <Picking source={source} />;
    if (outlook === undefined) return <Loading />;
    return (
      <Looking
        source={source}
        read={read}
        outlook={outlook}
        today={today}
        onGo={() => void begin()}
        onClose={onClose}
      />
    );
  };
  const name = read === undefined ? '' : `: ${read.name}`;
  return (
    <Dialog
      title={`${t('import.title')}${name}`}
      onClose={progress === undefined ? onClose : stop}
      size={read === undefined ? 'lg' : 'min(1180px, 96vw)'}
      closeOnClickOutside={read === undefined && progress === undefined}
      classNames={{ body: 'import-body' }}
    >
      <div data-testid="import-dialog" className="import">
        {body()}
      </div>
    </Dialog>
  );
}
