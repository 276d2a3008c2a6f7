/** The tree of places with what stands there. */

import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import {
  IconBox,
  IconCamera,
  IconChevronDown,
  IconChevronRight,
  IconClipboardCheck,
  IconMapPin,
  IconPlus,
  IconPrinter,
  IconTag,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { locationTree } from '../../../shared/features/locations/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TreeSelect } from '../../components/tree-select.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { standingAt } from '../../list/list-link.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { useDeletions } from '../../store/deletion-store.ts';
import { useLabels } from '../../store/label-store.ts';
import { NewCount } from '../counts/new-count.tsx';
import { askToPrint, placeTarget } from '../paper/paper-store.ts';
import { useStartRun } from '../photos/start-run.ts';
import { useMayDelete } from '../records/record-inspector.tsx';
import { useLocationsTarget } from './locations-sheet.ts';

interface Node {
  readonly row: TreeRow;
  readonly children: readonly Node[];
  readonly total: number;
}

function nodesOf(rows: readonly TreeRow[]): Node[] {
  const byParent = Map.groupBy(rows, (row) => row.parent_id);
  const build = (parent: string | null): Node[] =>
    (byParent.get(parent) ?? []).map((row) => {
      const children = build(row.id);
      return { row, children, total: row.quantity + children.reduce((sum, child) => sum + child.total, 0) };
    });
  return build(null);
}

function Act({
  label,
  name,
  icon,
  onClick,
}: Readonly<{ label: string; name: string; icon: ReactNode; onClick: () => void }>): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={name} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** What can be done with one place: see what lies there, count it, delete it. */
function Acts({ row, onCount }: Readonly<{ row: TreeRow; onCount: (id: string) => void }>): ReactNode {
  const { t } = useWords();
  const mayDelete = useMayDelete('inventory_locations');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const mayEdit = useCan('inventory.edit');
  const { ofPlace } = useStartRun();
  const printLabels = useLabels((state) => state.ask);
  const show = (): void => {
    go({ to: '/inventory/{-$id}', search: standingAt(row.id) });
  };
  const [shows, counts] = [t('locations.show'), t('locations.count')];
  return (
    <>
      {mayEdit && (
        <Act
          label={t('photos.run.startHere')}
          name={`${t('photos.run.startHere')}: ${row.name}`}
          icon={<IconCamera size={18} />}
          onClick={() => ofPlace(row.id, row.name)}
        />
      )}
      <Act label={shows} name={`${shows}: ${row.name}`} icon={<IconBox size={18} />} onClick={show} />
      <Act
        label={counts}
        name={`${counts}: ${row.name}`}
        icon={<IconClipboardCheck size={18} />}
        onClick={() => onCount(row.id)}
      />
      <Act
        label={t('labels.title.location')}
        name={`${t('labels.title.location')}: ${row.name}`}
        icon={<IconTag size={18} />}
        onClick={() => printLabels({ kind: 'location', ids: [row.id], isCutOff: false })}
      />
      <Act
        label={t('paper.print')}
        name={`${t('paper.print')} ${row.name}`}
        icon={<IconPrinter size={18} />}
        onClick={() => void askToPrint(placeTarget(row.id, row.name))}
      />
      {mayDelete && (
        <Act
          label={t('deletion.menu')}
          name={`${t('deletion.menu')} ${row.name}`}
          icon={<IconTrash size={18} />}
          onClick={() => askToDelete({ table: 'inventory_locations', id: row.id })}
        />
      )}
    </>
  );
}

function NodeRow({
  node,
  depth,
  onCount,
}: Readonly<{ node: Node; depth: number; onCount: (id: string) => void }>): ReactNode {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(depth < 1);
  const { row, children, total } = node;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <Group
        gap="xs"
        wrap="nowrap"
        py={4}
        pl={depth * 24}
        style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
      >
        <UnstyledButton
          onClick={() => setOpen(!isOpen)}
          aria-expanded={children.length > 0 ? isOpen : undefined}
          disabled={children.length === 0}
          style={{ display: 'flex', alignItems: 'center', gap: 6, minHeight: 36, flex: 1, minWidth: 0 }}
        >
          {children.length > 0 ? <Chevron size={18} /> : <span style={{ width: 18 }} />}
          <Text fw={depth === 0 ? 600 : 400} truncate>
            {row.name}
          </Text>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {row.code}
          </Text>
          {depth === 0 && row.type !== null && (
            <Badge variant="default" radius="sm" tt="none" fw={400}>
              {statusName(row.type, language)}
            </Badge>
          )}
        </UnstyledButton>
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {children.length > 0
            ? t('locations.below', { quantity: total })
            : t('locations.here', { count: row.items, items: row.items, quantity: row.quantity })}
        </Text>
        <Acts row={row} onCount={onCount} />
      </Group>
      {isOpen && children.length > 0 && (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {children.map((child) => (
            <NodeRow key={child.row.id} node={child} depth={depth + 1} onCount={onCount} />
          ))}
        </ul>
      )}
    </li>
  );
}

const TYPES = ['warehouse', 'stage', 'rehearsal', 'tour'] as const;

function NewLocation({ rows, onClose }: Readonly<{ rows: readonly TreeRow[]; onClose: () => void }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [form, setForm] = useState<{ name: string; code: string; parent: string | null; type: string }>({
    name: '',
    code: '',
    parent: null,
    type: 'warehouse',
  });
  const submit = async (): Promise<void> => {
    const isSaved = await mutate(rowCreate, {
      table: 'inventory_locations',
      id: newId(),
      values: { name: form.name, code: form.code, parent_id: form.parent, type: form.type },
    });
    if (isSaved) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('locations.newLocation')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <TextInput
            label={t('locations.name')}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            required
            data-autofocus
            maxLength={100}
          />
          <TextInput
            label={t('locations.code')}
            value={form.code}
            onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
            required
            maxLength={50}
          />
          <TreeSelect
            rows={rows}
            value={form.parent}
            onChange={(parent) => setForm({ ...form, parent })}
            label={t('locations.parent')}
            placeholder={t('locations.root')}
          />
          <Select
            label={t('locations.type')}
            data={TYPES.map((type) => ({ value: type, label: statusName(type, language) }))}
            value={form.type}
            onChange={(type) => setForm({ ...form, type: type ?? 'warehouse' })}
            allowDeselect={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('common.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function Locations(): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(locationTree, {});
  useLocationsTarget(data);
  const [isNew, setNew] = useState(false);
  const [countAt, setCountAt] = useState<string>();
  const mayEdit = useCan('inventory.edit');
  return (
    <>
      <PageHeader title={t('locations.title')}>
        <ExportButton isQuiet />
        {mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
            {t('locations.newLocation')}
          </Button>
        )}
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      {data?.length === 0 && <EmptyState icon={<IconMapPin size={40} stroke={1.2} />} title={t('locations.empty')} />}
      <ul style={{ listStyle: 'none', margin: 0, padding: '0 16px 16px', overflow: 'auto', flex: 1 }}>
        {nodesOf(data ?? []).map((node) => (
          <NodeRow key={node.row.id} node={node} depth={0} onCount={setCountAt} />
        ))}
      </ul>
      {isNew && <NewLocation rows={data ?? []} onClose={() => setNew(false)} />}
      {countAt !== undefined && <NewCount locationId={countAt} onClose={() => setCountAt(undefined)} />}
    </>
  );
}
