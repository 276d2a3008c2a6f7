/**
 * What was written on a count sheet goes in: the sheet by its code, then line by line a number and what was found. Each
 * line is recorded as it is entered. Entered once more, it counts as what was said last.
 */
import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { penLines } from '../../../shared/features/paper/queries.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { CountEntryAnswer } from '../../../shared/ipc/count-contract.ts';
import type { PenLine } from '../../../shared/ipc/paper-contract.ts';
import { readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { Dialog } from '../../components/dialog.tsx';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { ask, useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { takesScan } from '../../lib/scan-target.ts';
import './paper.css';

type Props = Readonly<{
  countId: string;
  mode: 'share' | 'second' | null;
  /** The code that was scanned; empty where somebody types it. */
  code: string;
  onClose: () => void;
}>;

/** Lines that are shown of those that have gone in. */
const LAST = 8;

/** A line that has gone in, with what was said last. */
interface Entered {
  readonly line: PenLine;
  readonly quantity: number;
}

function CodeForm({
  first,
  onLines,
  countId,
}: Readonly<{ first: string; countId: string; onLines: (lines: readonly PenLine[]) => void }>): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(first);
  const [problem, setProblem] = useState<string>();
  const read = async (): Promise<void> => {
    const code = readSheetCode(text);
    const sheet = code === undefined ? null : await connection.ask(penLines, { code });
    if (sheet === null) setProblem(t('paper.unknown', { code: text }));
    else if (sheet.countId === countId) onLines(sheet.lines);
    else setProblem(t('paper.penOther'));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('paper.penCode')}
          description={t('paper.penCodeHint')}
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
          {...takesScan}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={text.trim() === ''}>
            {t('paper.penRead')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The newest first. */
function LastEntered({ entered }: Readonly<{ entered: readonly Entered[] }>): ReactNode {
  return (
    <ul className="paper-lines">
      {entered
        .toReversed()
        .slice(0, LAST)
        .map(({ line, quantity }) => (
          <li key={line.number}>
            <span className="dim num">{line.number}</span> {line.name} ·{' '}
            <b className="num">
              {quantity} {line.unit}
            </b>
          </li>
        ))}
    </ul>
  );
}

function LineForm({ lines, countId, mode }: Readonly<{ lines: readonly PenLine[] } & Pick<Props, 'countId' | 'mode'>>) {
  const { t, language } = useWords();
  const { isBusy, problem, setProblem } = useAsk();
  const said = useFailureText();
  const [number, setNumber] = useState<number | string>('');
  const [quantity, setQuantity] = useState<number | string>('');
  const [entered, setEntered] = useState<ReadonlyMap<number, Entered>>(new Map());
  const numberInput = useRef<HTMLInputElement>(null);
  const quantityInput = useRef<HTMLInputElement>(null);
  // It takes the place of the form before it, whose focus is gone with it.
  useEffect(() => numberInput.current?.focus(), []);
  const line = lines.find((each) => each.number === number);
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (line === undefined) return setProblem(t('paper.penNoLine', { number: String(number) }));
    if (document.activeElement === numberInput.current) return quantityInput.current?.focus();
    if (typeof quantity !== 'number') return setProblem(t('paper.penQuantityForm'));
    const { itemId, locationId } = line;
    const before = entered.get(line.number)?.quantity ?? 0;
    const answer = await ask('count.enter', {
      id: newId(),
      countId,
      what: { itemId, locationId },
      placeId: null,
      quantity: quantity - before,
      mode,
    });
    if (!answer.ok) return setProblem(said(answer.failure));
    const outcome = answer.value as CountEntryAnswer;
    if (!outcome.ok) return setProblem(sentenceOf(outcome.error.code, outcome.error.details, language));
    setEntered(new Map(entered).set(line.number, { line, quantity }));
    setNumber('');
    setQuantity('');
    setProblem(undefined);
    numberInput.current?.focus();
  };
  return (
    <form onSubmit={(event) => void enter(event)} data-testid="pen-lines">
      <Stack gap="sm">
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <NumberInput
            ref={numberInput}
            label={t('paper.penNumber')}
            value={number}
            onChange={setNumber}
            min={1}
            allowDecimal={false}
            hideControls
            data-autofocus
          />
          <NumberInput
            ref={quantityInput}
            label={t('paper.penQuantity')}
            value={quantity}
            onChange={setQuantity}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            hideControls
          />
          <Button type="submit" loading={isBusy} disabled={number === ''}>
            {t('paper.penEnter')}
          </Button>
        </Group>
        <Text aria-live="polite">
          {line === undefined ? '\u00A0' : `${line.name} · ${line.inventoryNumber} · ${line.location}`}
        </Text>
        {problem !== undefined && (
          <Alert color="orange" p="xs" role="alert">
            {problem}
          </Alert>
        )}
        <Text size="sm" c="dimmed" role="status" data-testid="pen-done">
          {t('paper.penDone', { number: entered.size, all: lines.length })}
        </Text>
        <LastEntered entered={[...entered.values()]} />
      </Stack>
    </form>
  );
}

export function PenEntry({ countId, mode, code, onClose }: Props): ReactNode {
  const { t } = useWords();
  const [lines, setLines] = useState<readonly PenLine[]>();
  return (
    <Dialog onClose={onClose} title={t('paper.penTitle')} size="lg">
      {lines === undefined ? (
        <CodeForm first={code} countId={countId} onLines={setLines} />
      ) : (
        <LineForm lines={lines} countId={countId} mode={mode} />
      )}
    </Dialog>
  );
}
