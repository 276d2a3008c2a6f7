/** How a list is to be taken as a file: as what, and all of it or what is chosen. */
import { Alert, Button, Group, Progress, Radio, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { type ExportProgress, type Separator, separators } from '../../shared/ipc/export-contract.ts';
import { Dialog } from '../components/dialog.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useFailureText } from '../lib/failure-text.ts';
import { formatNumber } from '../lib/format.ts';
import { askForSheet, endSheet, type SheetTarget, useAskedSheet } from './sheet-target.ts';
import { type TakenAs, takenAs, useExport } from './use-export.ts';

/** As on other lists of this person: chosen once, it stays while the window is open. */
const last: { format: TakenAs; separator: Separator | undefined } = { format: 'xlsx', separator: undefined };

function Making({ progress, onStop }: Readonly<{ progress: ExportProgress; onStop: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { done, total } = progress;
  const number = (count: number): string => formatNumber(count, language);
  const words = total === 0 ? '' : t('sheet.progress', { done: number(done), total: number(total) });
  return (
    <Stack gap="xs" data-testid="export-progress">
      <Text size="sm" role="status">
        {t('sheet.making')} <span className="num">{words}</span>
      </Text>
      <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('sheet.making')} />
      <Group justify="flex-end">
        <Button variant="default" autoFocus onClick={onStop}>
          {t('sheet.stop')}
        </Button>
      </Group>
    </Stack>
  );
}

type WhatProps = Readonly<{ target: SheetTarget; isChosen: boolean; onChoose: (isChosen: boolean) => void }>;

/** Asked only where some rows are chosen. */
function What({ target, isChosen, onChoose }: WhatProps): ReactNode {
  const { t, language } = useWords();
  const { count, chosen } = target;
  // The list is still being looked for: how long it is stands beside the progress.
  if (count === undefined) return null;
  const all = t('sheet.whats.all', { count, number: formatNumber(count, language) });
  if (chosen === 0) return <Text size="sm">{all}</Text>;
  return (
    <Radio.Group
      label={t('sheet.what')}
      value={isChosen ? 'chosen' : 'all'}
      onChange={(value) => onChoose(value === 'chosen')}
    >
      <Stack gap={6} mt={6}>
        <Radio
          value="chosen"
          label={t('sheet.whats.chosen', { count: chosen, number: formatNumber(chosen, language) })}
        />
        <Radio value="all" label={all} />
      </Stack>
    </Radio.Group>
  );
}

function As({
  format,
  onFormat,
  separator,
  onSeparator,
}: Readonly<{
  format: TakenAs;
  onFormat: (format: TakenAs) => void;
  separator: Separator;
  onSeparator: (separator: Separator) => void;
}>): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Radio.Group label={t('sheet.format')} value={format} onChange={onFormat}>
        <Stack gap={6} mt={6}>
          {takenAs.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`sheet.formats.${each}`)}
              description={t(`sheet.formatHints.${each}`)}
              data-autofocus={each === format ? true : undefined}
              // Also where it comes back after something was stopped.
              autoFocus={each === format}
            />
          ))}
        </Stack>
      </Radio.Group>
      {format === 'csv' && (
        <Select
          label={t('sheet.separator')}
          allowDeselect={false}
          data={separators.map((each) => ({ value: each, label: t(`sheet.separators.${each}`) }))}
          value={separator}
          onChange={(value) => value !== null && onSeparator(value)}
        />
      )}
    </>
  );
}

function ExportDialog({ target }: Readonly<{ target: SheetTarget }>): ReactNode {
  const { t, language } = useWords();
  const failureText = useFailureText();
  const [format, setFormat] = useState(last.format);
  const [separator, setSeparator] = useState(last.separator ?? (language === 'ru' ? 'semicolon' : 'comma'));
  const [isChosen, setChosen] = useState(target.chosen > 0);
  const { progress, failure, make, stop } = useExport();
  const isEmpty = target.count === 0;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isEmpty || progress !== undefined) return;
    last.format = format;
    last.separator = separator;
    const made = await make({ source: target.source(isChosen), format, separator });
    if (made === undefined) return;
    notifications.show({ message: t('sheet.made', { name: made.name }) });
    endSheet();
  };
  return (
    <Dialog onClose={progress === undefined ? endSheet : stop} title={t('sheet.title')} size="md">
      <form onSubmit={(event) => void submit(event)} data-testid="export-dialog">
        {progress === undefined ? (
          <Stack>
            <As format={format} onFormat={setFormat} separator={separator} onSeparator={setSeparator} />
            {isEmpty ? (
              <Alert color="yellow">{t('sheet.empty')}</Alert>
            ) : (
              <What target={target} isChosen={isChosen} onChoose={setChosen} />
            )}
            <Text size="sm" c="dimmed">
              {t('sheet.asShown')}
            </Text>
            {failure !== undefined && (
              <Alert color={failure.code === 'export.stopped' ? 'gray' : 'red'} role="alert">
                {failureText(failure)}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={endSheet}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={isEmpty}>
                {t('sheet.make')}
              </Button>
            </Group>
          </Stack>
        ) : (
          <Making progress={progress} onStop={stop} />
        )}
      </form>
    </Dialog>
  );
}

/** By physical key, so that it works on a Russian layout. */
const isKey = ({ code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  code === 'KeyE' && (ctrlKey || metaKey) && !shiftKey && !altKey;

/** Wherever a list is in sight, Ctrl E takes it. */
export function ExportAnywhere(): ReactNode {
  const target = useAskedSheet();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isKey(event)) return;
      event.preventDefault();
      askForSheet();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return target === undefined ? null : <ExportDialog target={target} />;
}
