/** A table on its way into the run sheet: everything that is guessed can be set right before it goes in. */
import { Button, Group, Select, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { MOST_LINES, runSheetPaste } from '../../../shared/mutations/run-sheet-mutations.ts';
import { actionOf, readTable, TABLE_COLUMNS, type TableColumn } from '../../../shared/rules/run-sheet-table.ts';
import { RUN_SHEET_ACTIONS } from '../../../shared/schema/tables/run-sheet-lines.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import {
  actOf,
  type Doubt,
  isDoubtful,
  type PastedRow,
  partsOf,
  pushed,
  type ReadRow,
  readRows,
} from './paste-model.ts';
import type { Target } from './sheet-writes.ts';

interface Props {
  readonly performanceId: string;
  readonly sheet: RunSheet;
  readonly variant: string | null;
  readonly cells: readonly (readonly string[])[];
  readonly target: Target | null;
  readonly onClose: () => void;
}

const NOT_TAKEN = 'none';
const COLUMN_WORDS = {
  none: 'runSheet.column.none',
  scene: 'runSheet.column.scene',
  department: 'runSheet.column.department',
  action: 'runSheet.column.action',
  what: 'runSheet.column.what',
  quantity: 'runSheet.column.quantity',
  from_place: 'runSheet.column.from_place',
  to_place: 'runSheet.column.to_place',
  who: 'runSheet.column.who',
  cue: 'runSheet.column.cue',
  note: 'runSheet.column.note',
} as const satisfies Readonly<Record<TableColumn | typeof NOT_TAKEN, string>>;

const filled = <T,>(cells: readonly T[], width: number, empty: T): readonly T[] => [
  ...cells,
  ...Array.from({ length: width - cells.length }, () => empty),
];

/** The table as the person has set it right so far. */
function useTable({ sheet, cells, target }: Props) {
  const [table] = useState(() =>
    readTable(
      cells,
      sheet.people.map(({ name }) => name),
    ),
  );
  const [columns, setColumns] = useState(table.columns);
  const [place, setPlace] = useState<readonly [id: string, index: number]>();
  const [rows, setRows] = useState<readonly PastedRow[]>(() =>
    table.rows.map((row, index) => ({ id: newId(), cells: row, given: table.given[index] ?? 0, isTaken: true })),
  );
  const like = sheet.lines.find(({ id }) => id === target?.afterId)?.department_id;
  const own = sheet.departments.find(({ isOwn }) => isOwn)?.id;
  const [departmentId, setDepartment] = useState<string | null>(like ?? own ?? null);
  const { usual } = table;
  const read = useMemo(
    () => readRows(rows, columns, sheet, departmentId, usual),
    [rows, columns, sheet, departmentId, usual],
  );
  /** Cells of a row move over one place; where they go beyond the last column there is one more. */
  const push = (id: string, index: number, by: -1 | 1): void => {
    const after = rows.map((row) => (row.id === id ? pushed(row, index, by) : row));
    const width = Math.max(...after.map(({ cells: { length } }) => length));
    setRows(after.map((row) => ({ ...row, cells: filled(row.cells, width, '') })));
    setColumns((before) => filled(before, width, null));
  };
  return {
    columns,
    read,
    place,
    setPlace,
    push,
    departmentId,
    setDepartment,
    parts: useMemo(() => partsOf(read, sheet, target), [read, sheet, target]),
    setColumn: (index: number, column: TableColumn | null): void =>
      setColumns((before) =>
        before.map((one, at) => (at === index ? column : one === column && column !== null ? null : one)),
      ),
    setCell: (id: string, index: number, text: string): void =>
      setRows((before) =>
        before.map((row) =>
          row.id === id ? { ...row, cells: row.cells.with(index, text), given: Math.max(row.given, index + 1) } : row,
        ),
      ),
    setTaken: (id: string, isTaken: boolean): void =>
      setRows((before) => before.map((row) => (row.id === id ? { ...row, isTaken } : row))),
  };
}
type Table = ReturnType<typeof useTable>;

interface CellProps {
  readonly read: ReadRow;
  readonly index: number;
  readonly column: TableColumn | null;
  readonly label: string;
  readonly people: string;
  readonly table: Table;
}

/** One cell: its text can be changed; an action that nobody knows is chosen. */
function PastedCell({ read, index, column, label, people, table }: CellProps): ReactNode {
  const { t, language } = useWords();
  const text = read.row.cells[index] ?? '';
  const doubt = read.row.isTaken ? read.doubts.get(index) : undefined;
  const why = doubt === undefined ? undefined : t(`runSheet.doubt.${doubt satisfies Doubt}`);
  const common = {
    'aria-label': why === undefined ? label : `${label}. ${why}`,
    'data-doubt': doubt,
    title: why,
    disabled: !read.row.isTaken || read.isHeading,
    onFocus: () => table.setPlace([read.row.id, index]),
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (!event.altKey || by === 0) return;
      event.preventDefault();
      table.push(read.row.id, index, by);
    },
  };
  if (column === 'action')
    return (
      <select
        {...common}
        value={actionOf(text) ?? ''}
        onChange={(event) => table.setCell(read.row.id, index, event.currentTarget.value)}
      >
        {actionOf(text) === undefined && <option value="">{text}</option>}
        {RUN_SHEET_ACTIONS.map((action) => (
          <option key={action} value={action}>
            {statusName(action, language)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...common}
      value={text}
      {...(column === 'who' ? { list: people } : {})}
      onChange={(event) => table.setCell(read.row.id, index, event.currentTarget.value)}
    />
  );
}

function Preview({
  table,
  sheet,
  isDoubtfulOnly,
}: {
  table: Table;
  sheet: RunSheet;
  isDoubtfulOnly: boolean;
}): ReactNode {
  const { t } = useWords();
  const people = useId();
  const shown = table.read.filter((read) => !isDoubtfulOnly || isDoubtful(read));
  const options = ([NOT_TAKEN, ...TABLE_COLUMNS] as const).map((value) => ({ value, label: t(COLUMN_WORDS[value]) }));
  return (
    <div className="paste-frame" tabIndex={0} role="group" aria-label={t('runSheet.pasteTitle')}>
      <datalist id={people}>
        {sheet.people.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <table className="paste-table" data-testid="paste-table">
        <thead>
          <tr>
            <th>
              <span className="unseen">{t('runSheet.taken')}</span>
            </th>
            {table.columns.map((column, index) => (
              <th key={`${String(index)} ${String(table.columns.length)}`}>
                <Select
                  aria-label={t('runSheet.columnIs', { number: String(index + 1) })}
                  size="xs"
                  allowDeselect={false}
                  value={column ?? NOT_TAKEN}
                  data={options}
                  comboboxProps={{ width: 180, position: 'bottom-start' }}
                  onChange={(value) => table.setColumn(index, TABLE_COLUMNS.find((one) => one === value) ?? null)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((read, at) => (
            <tr key={read.row.id} data-taken={read.row.isTaken} data-heading={read.isHeading}>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('runSheet.takeRow', { number: String(at + 1) })}
                  checked={read.row.isTaken}
                  onChange={(event) => table.setTaken(read.row.id, event.currentTarget.checked)}
                />
              </td>
              {table.columns.map((column, index) => (
                <td key={`${String(index)} ${read.row.id}`} data-column={column ?? NOT_TAKEN}>
                  <PastedCell
                    read={read}
                    index={index}
                    column={column}
                    label={t(COLUMN_WORDS[column ?? NOT_TAKEN])}
                    people={people}
                    table={table}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows whose cells do not stand under their columns, and how they come there. */
function Ragged({ table }: { table: Table }): ReactNode {
  const { t, language } = useWords();
  const count = table.read.filter(
    ({ row, doubts }) => row.isTaken && [...doubts.values()].some((doubt) => doubt === 'few' || doubt === 'many'),
  ).length;
  if (count === 0) return null;
  const { place, push } = table;
  const button = (by: -1 | 1): ReactNode => (
    <Button
      size="compact-xs"
      variant="default"
      disabled={place === undefined}
      // The cell keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (place === undefined ? undefined : push(...place, by))}
    >
      {t(by > 0 ? 'runSheet.pushRight' : 'runSheet.pushLeft')}&nbsp;<kbd className="kbd">Alt {by > 0 ? '→' : '←'}</kbd>
    </Button>
  );
  return (
    <Group gap="xs" mb="sm" data-testid="paste-ragged">
      <IconAlertTriangle size={14} aria-hidden color="var(--warn)" />
      <Text size="sm">{t('runSheet.ragged', { count, number: formatNumber(count, language) })}</Text>
      {button(-1)}
      {button(1)}
    </Group>
  );
}

/** What will become of it, or why it cannot. */
function useVerdict({ read, parts, columns }: Table, mayScenes: boolean) {
  const { t, language } = useWords();
  const lines = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const fresh = parts.filter(({ sceneId }) => sceneId === null).map(({ number }) => number);
  const number = formatNumber(lines, language);
  const obstacle =
    lines === 0
      ? t('runSheet.pasteNothing')
      : lines > MOST_LINES
        ? t('runSheet.pasteTooMany', { most: formatNumber(MOST_LINES, language) })
        : !columns.includes('what')
          ? t('runSheet.pasteNoWhat')
          : fresh.length > 0 && !mayScenes
            ? t('runSheet.pasteNoScene', { numbers: fresh.join(', ') })
            : undefined;
  const words = [
    t('runSheet.pasteInto', { count: lines, number, scenes: parts.map((part) => part.number).join(', ') }),
    ...(fresh.length === 0 ? [] : [t('runSheet.pasteNewScenes', { numbers: fresh.join(', ') })]),
  ].join(' · ');
  return { obstacle, words, doubtful: read.filter(isDoubtful).length, lines, number };
}

export function PasteDialog(props: Props): ReactNode {
  const { performanceId, sheet, variant, onClose } = props;
  const { t, language } = useWords();
  const mutate = useMutate();
  const table = useTable(props);
  const verdict = useVerdict(table, useCan('performances.edit'));
  const [isDoubtfulOnly, setDoubtfulOnly] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const parts = table.parts.map(({ sceneId, number, afterId, rows }) => ({
      sceneId: sceneId ?? newId(),
      ...(sceneId === null ? { newScene: { number, act: actOf(number) } } : {}),
      afterId,
      lines: rows.map(({ row, values }) => ({ ...values, id: row.id })),
    }));
    if (await mutate(runSheetPaste, { performanceId, variantId: variant, parts })) onClose();
    setBusy(false);
  };
  return (
    <Dialog onClose={onClose} title={t('runSheet.pasteTitle')} size="95%" classNames={{ body: 'paste-body' }}>
      <Group gap="md" mb="sm">
        <Select
          size="xs"
          w={220}
          label={t('runSheet.pasteDepartment')}
          clearable
          value={table.departmentId}
          data={sheet.departments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={table.setDepartment}
        />
        {verdict.doubtful > 0 && (
          <Switch
            size="xs"
            mt="lg"
            label={t('runSheet.doubtfulOnly', {
              count: verdict.doubtful,
              number: formatNumber(verdict.doubtful, language),
            })}
            checked={isDoubtfulOnly}
            onChange={(event) => setDoubtfulOnly(event.currentTarget.checked)}
          />
        )}
      </Group>
      <Ragged table={table} />
      <Preview table={table} sheet={sheet} isDoubtfulOnly={isDoubtfulOnly && verdict.doubtful > 0} />
      <Group justify="space-between" mt="sm" wrap="nowrap">
        <Text size="sm" data-testid="paste-verdict" {...(verdict.obstacle === undefined ? {} : { c: 'var(--warn)' })}>
          {verdict.obstacle === undefined ? (
            verdict.words
          ) : (
            <>
              <IconAlertTriangle size={14} aria-hidden /> {verdict.obstacle}
            </>
          )}
        </Text>
        <Button data-autofocus loading={isBusy} disabled={verdict.obstacle !== undefined} onClick={() => void save()}>
          {t('runSheet.pasteDo', { count: verdict.lines, number: verdict.number })}
        </Button>
      </Group>
    </Dialog>
  );
}
