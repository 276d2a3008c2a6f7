/**
 * What was written on a count sheet goes in: the sheet by its code, then line by line a number and what was found. Each
 * line is recorded as it is entered. Entered once more, it counts as what was said last.
 */
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ChangeEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { penLines } from '../../../shared/features/paper/queries.ts';
import type { PenLine } from '../../../shared/ipc/paper-contract.ts';
import { readSheetCode } from '../../../shared/rules/sheet-code.ts';
import { Dialog } from '../../components/dialog.tsx';
import { connection } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { takesScan } from '../../lib/scan-target.ts';
import type { Entered } from './pen-writer.ts';
import { type PenLines, usePenLines } from './use-pen-lines.ts';
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

/** No count finds more of one thing in one place. */
const MOST_FOUND = 1_000_000;

function CodeForm({
  first,
  onLines,
  countId,
}: Readonly<{ first: string; countId: string; onLines: (lines: readonly PenLine[]) => void }>): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(first);
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const read = async (): Promise<void> => {
    const code = readSheetCode(text);
    setReading(true);
    const sheet = code === undefined ? null : await connection.ask(penLines, { code });
    setReading(false);
    if (sheet === null) setProblem(t('paper.unknown', { code: text }));
    else if (sheet.countId === countId) onLines(sheet.lines);
    else setProblem(t('paper.penOther'));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReading) void read();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('paper.penCode')}
          description={t('paper.penCodeHint')}
          value={text}
          error={problem}
          // What is typed from here on is meant for the lines, which are about to come.
          readOnly={isReading}
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

/** The newest first. What did not go in stays above them, whatever came after it. */
function LastEntered({ entered, onAgain }: Readonly<{ entered: readonly Entered[]; onAgain: PenLines['enter'] }>) {
  const { t } = useWords();
  const newest = entered.toReversed();
  const isOut = ({ standing }: Entered): boolean => standing === 'not';
  return (
    <ul className="paper-lines" data-testid="pen-entered">
      {[...newest.filter(isOut), ...newest.filter((each) => !isOut(each)).slice(0, LAST)].map(
        ({ line, quantity, standing, problem }) => (
          <li key={line.number} data-standing={standing}>
            <span className="dim num">{line.number}</span> {line.name} ·{' '}
            <b className="num">
              {quantity} {line.unit}
            </b>
            {standing === 'going' && <span className="dim"> · {t('paper.penGoing')}</span>}
            {problem !== undefined && (
              <Group role="alert" gap="xs">
                <Text size="sm" c="red">
                  {t('paper.penNot', { problem })}
                </Text>
                <Button size="compact-sm" variant="default" onClick={() => onAgain(line, quantity)}>
                  {t('paper.penAgain')}
                </Button>
              </Group>
            )}
          </li>
        ),
      )}
    </ul>
  );
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** The field that is typed into. Where a window has another idea of the focus, it is put here again. */
type At = 'number' | 'quantity';
const NOTHING: Readonly<Record<At, string>> = { number: '', quantity: '' };

/**
 * Enter leads from the number to what was found, and from there to the next number, in the same moment: nothing is
 * waited for, so what is typed next stands where the cursor was seen. Fields of plain text, because those for numbers
 * mend what is typed when they are left (a line 0 would become line 1) and take the focus back after a stroke.
 */
function useTyping(lines: readonly PenLine[], enter: PenLines['enter']) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Readonly<Record<At, string>>>(NOTHING);
  const [problem, setProblem] = useState<string>();
  const [at, setAt] = useState<At>('number');
  const form = useRef<HTMLFormElement>(null);
  const line = lines.find((each) => each.number === wholeNumber(typed.number));
  const turnTo = (name: At): void => {
    const input = form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    input?.focus();
    // What stands there is written over.
    input?.select();
  };
  // It takes the place of the form before it, whose focus is gone with it, before another key can come.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const stay = (name: At, why: string): void => {
    setProblem(why);
    turnTo(name);
  };
  const onEnter = (): void => {
    if (line === undefined) return stay('number', t('paper.penNoLine', { number: typed.number }));
    setProblem(undefined);
    if (document.activeElement?.getAttribute('name') === 'number') return turnTo('quantity');
    const found = wholeNumber(typed.quantity);
    if (found === undefined || found > MOST_FOUND) return stay('quantity', t('paper.penQuantityForm'));
    enter(line, found);
    setTyped(NOTHING);
    turnTo('number');
  };
  const fieldOf = (name: At) => ({
    name,
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    value: typed[name],
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
      const { value } = currentTarget;
      setTyped((before) => ({ ...before, [name]: value.trim() }));
    },
    onFocus: () => setAt(name),
    ...(at === name ? { 'data-autofocus': true } : {}),
  });
  return { form, line, problem, onEnter, fieldOf, isEmpty: typed.number === '' };
}

function LineForm({ lines, countId, mode }: Readonly<{ lines: readonly PenLine[] } & Pick<Props, 'countId' | 'mode'>>) {
  const { t } = useWords();
  const { entered, enter } = usePenLines({ countId, mode });
  const { form, line, problem, onEnter, fieldOf, isEmpty } = useTyping(lines, enter);
  const all = [...entered.values()];
  const isIn = all.filter(({ standing }) => standing === 'in');
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
      data-testid="pen-lines"
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm" wrap="nowrap">
          <TextInput {...fieldOf('number')} label={t('paper.penNumber')} />
          <TextInput {...fieldOf('quantity')} label={t('paper.penQuantity')} />
          <Button type="submit" disabled={isEmpty}>
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
          {t('paper.penDone', { number: isIn.length, all: lines.length })}
        </Text>
        <LastEntered entered={all} onAgain={enter} />
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
