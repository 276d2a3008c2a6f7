/** The schedule for a calendar of a telephone: one's own calls, or what is on the screen. */
import { Alert, Button, Group, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { MadeFile } from '../../../shared/ipc/made-contract.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { Dialog } from '../../components/dialog.tsx';
import { saveMade } from '../../data/content.ts';
import { ask } from '../../data/use-ask.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import type { Filters } from '../schedule/schedule-filters.tsx';

type Props = Readonly<{ filters: Filters; isMine: boolean; today: string; onClose: () => void }>;

const A_SEASON = 365;

function What({ value, onChange }: Readonly<{ value: string; onChange: (value: string) => void }>): ReactNode {
  const { t } = useWords();
  return (
    <Radio.Group label={t('export.what')} value={value} onChange={onChange}>
      <Stack gap={6} mt={6}>
        <Radio
          value="mine"
          label={t('export.whats.mine')}
          description={t('export.mineHint')}
          data-autofocus={value === 'mine' ? true : undefined}
        />
        <Radio
          value="shown"
          label={t('export.whats.shown')}
          description={t('export.shownHint')}
          data-autofocus={value === 'shown' ? true : undefined}
        />
      </Stack>
    </Radio.Group>
  );
}

type FootProps = Readonly<{ isBusy: boolean; isReady: boolean; onClose: () => void }>;

function Foot({ isBusy, isReady, onClose }: FootProps): ReactNode {
  const { t } = useWords();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" leftSection={<IconDownload size={18} />} loading={isBusy} disabled={!isReady}>
        {t('export.go')}
      </Button>
    </Group>
  );
}

/** For which days, and whose. */
export function ExportDialog({ filters, isMine, today, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const failureText = useFailureText();
  const [what, setWhat] = useState(isMine ? 'mine' : 'shown');
  const [from, setFrom] = useState(editableDay(today, language));
  const [to, setTo] = useState(editableDay(dayAfter(today, A_SEASON), language));
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [first, last] = [parseDay(from, today), parseDay(to, today)];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (first === undefined || last === undefined) return;
    setBusy(true);
    setProblem(undefined);
    const answer = await ask('schedule.export', {
      from: first,
      to: last,
      isMine: what === 'mine',
      venueId: filters.venue ?? null,
      performanceId: filters.production ?? null,
      employeeId: filters.person ?? null,
      look: filters.kind ?? null,
      language,
    });
    setBusy(false);
    if (!answer.ok) {
      const { code, details } = answer.failure;
      if (code !== 'export.empty') return setProblem(failureText(answer.failure));
      return setProblem(details['isEmployee'] === false ? t('export.notEmployee') : t('export.none'));
    }
    const made = answer.value as MadeFile;
    saveMade(made);
    notifications.show({ message: t('export.made', { name: made.name }) });
    onClose();
  };
  return (
    <Dialog title={t('export.title')} onClose={onClose} size="md">
      <form onSubmit={(event) => void submit(event)} data-testid="export-calendar">
        <Stack>
          <What value={what} onChange={setWhat} />
          <Group grow>
            <DateInput
              label={t('import.from')}
              value={from}
              today={today}
              onType={setFrom}
              isInPopover
              error={first === undefined}
            />
            <DateInput
              label={t('import.to')}
              value={to}
              today={today}
              onType={setTo}
              isInPopover
              error={last === undefined}
            />
          </Group>
          {problem !== undefined && (
            <Alert color="orange" role="alert">
              {problem}
            </Alert>
          )}
          <Foot isBusy={isBusy} isReady={first !== undefined && last !== undefined} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
