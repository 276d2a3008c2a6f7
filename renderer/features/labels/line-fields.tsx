/** The lines of a label, from the top: what each says, how large, and their order. */
import { ActionIcon, Button, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBold, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fieldsOf, type LabelKind, type LabelLine, LEAST_POINTS } from '../../../shared/labels/label-design.ts';
import { newLine } from '../../../shared/labels/presets.ts';
import { useWords } from '../../i18n/use-words.ts';
import { decimalMark } from '../../lib/numbers.ts';

const MOST_LINES = 8;

type LineProps = Readonly<{
  kind: LabelKind;
  line: LabelLine;
  onChange: (line: LabelLine) => void;
  /** Undefined at the ends. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
}>;

function Line({ kind, line, onChange, onUp, onDown, onRemove }: LineProps): ReactNode {
  const { t, language } = useWords();
  const name = t(`labels.field.${line.field}`);
  const act = (label: string, icon: ReactNode, onClick: (() => void) | undefined): ReactNode => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      aria-label={label}
      disabled={onClick === undefined}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <li className="label-line" data-testid="label-line">
      <div>
        <Select
          aria-label={t('labels.lines')}
          data={fieldsOf[kind].map((value) => ({ value, label: t(`labels.field.${value}`) }))}
          value={line.field}
          allowDeselect={false}
          onChange={(value) =>
            onChange({ ...line, field: fieldsOf[kind].find((each) => each === value) ?? line.field, text: '' })
          }
        />
        {line.field === 'text' && (
          <TextInput
            aria-label={t('labels.typed')}
            placeholder={t('labels.typed')}
            mt={4}
            maxLength={200}
            value={line.text}
            onChange={(event) => onChange({ ...line, text: event.currentTarget.value })}
          />
        )}
      </div>
      <NumberInput
        label={t('labels.points')}
        value={line.points}
        min={LEAST_POINTS}
        max={72}
        step={0.5}
        decimalSeparator={decimalMark(language)}
        onChange={(typed) => onChange({ ...line, points: Number(typed) || 0 })}
      />
      <NumberInput
        label={t('labels.mostLines')}
        value={line.lines}
        min={1}
        max={6}
        allowDecimal={false}
        onChange={(typed) => onChange({ ...line, lines: Number(typed) || 0 })}
      />
      <Group gap={0} wrap="nowrap" pb={2}>
        <ActionIcon
          variant={line.isBold ? 'light' : 'subtle'}
          color="gray"
          size={32}
          aria-label={t('labels.boldLine', { line: name })}
          aria-pressed={line.isBold}
          onClick={() => onChange({ ...line, isBold: !line.isBold })}
        >
          <IconBold size={16} />
        </ActionIcon>
        {act(t('labels.lineUp', { line: name }), <IconArrowUp size={16} />, onUp)}
        {act(t('labels.lineDown', { line: name }), <IconArrowDown size={16} />, onDown)}
        {act(t('labels.lineOff', { line: name }), <IconX size={16} />, onRemove)}
      </Group>
    </li>
  );
}

type Props = Readonly<{
  kind: LabelKind;
  lines: readonly LabelLine[];
  onChange: (lines: readonly LabelLine[]) => void;
}>;

export function LineFields({ kind, lines, onChange }: Props): ReactNode {
  const { t } = useWords();
  const swap = (index: number, other: number): void => {
    const [one, two] = [lines[index], lines[other]];
    if (one !== undefined && two !== undefined) onChange(lines.with(index, two).with(other, one));
  };
  return (
    <section aria-label={t('labels.lines')}>
      <Text fw={560}>{t('labels.lines')}</Text>
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('labels.noLines')}
        </Text>
      )}
      <ol className="label-lines">
        {lines.map((line, index) => (
          <Line
            // A line has no name of its own; fields may stand twice.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            kind={kind}
            line={line}
            onChange={(changed) => onChange(lines.with(index, changed))}
            onUp={index > 0 ? () => swap(index, index - 1) : undefined}
            onDown={index < lines.length - 1 ? () => swap(index, index + 1) : undefined}
            onRemove={() => onChange(lines.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {lines.length < MOST_LINES && (
        <Button
          variant="default"
          size="compact-md"
          mt="xs"
          leftSection={<IconPlus size={16} />}
          onClick={() =>
            onChange([
              ...lines,
              newLine(
                kind,
                lines.map(({ field }) => field),
              ),
            ])
          }
        >
          {t('labels.addLine')}
        </Button>
      )}
    </section>
  );
}
