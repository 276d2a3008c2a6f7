/** A table on its way into the run sheet: everything that is guessed can be set right before it goes in. */
import { Button, Group, Select, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
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
import { actOf, type Doubt, isDoubtful, type PastedRow, partsOf, type ReadRow, readRows } from './paste-model.ts';
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

/** The table as the person has set it right so far. */
function useTable({ sheet, cells, target }: Props) {
  const [table] = useState(() =>
    readTable(
      cells,
      sheet.people.map(({ name }) => name),
    ),
  );
  const [columns, setColumns] = useState(table.columns);
  const [rows, setRows] = useState<readonly PastedRow[]>(() =>
    table.rows.map((row) => ({ id: newId(), cells: row, isTaken: true })),
  );
  const like = sheet.lines.find(({ id }) => id === target?.afterId)?.department_id;
  const own = sheet.departments.find(({ isOwn }) => isOwn)?.id;
  const [departmentId, setDepartment] = useState<string | null>(like ?? own ?? null);
  const read = useMemo(() => readRows(rows, columns, sheet, departmentId), [rows, columns, sheet, departmentId]);
  return {
    columns,
    read,
    departmentId,
    setDepartment,
    parts: useMemo(() => partsOf(read, sheet, target), [read, sheet, target]),
    setColumn: (index: number, column: TableColumn | null): void =>
      setColumns((before) =>
        before.map((one, at) => (at === index ? column : one === column && column !== null ? null : one)),
      ),
    setCell: (id: string, index: number, text: string): void =>
      setRows((before) => before.map((row) => (row.id === id ? { ...row, cells: row.cells.with(index, text) } : row))),
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
  const options = [
    { value: NOT_TAKEN, label: t('runSheet.column.none') },
    ...TABLE_COLUMNS.map((column) => ({ value: column, label: t(`runSheet.column.${column}`) })),
  ];
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
                    label={column === null ? t('runSheet.column.none') : t(`runSheet.column.${column}`)}
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
