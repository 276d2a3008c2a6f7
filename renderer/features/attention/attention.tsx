/** What the hub refused, and what two people wrote differently. Nothing here goes away by itself. */

import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Result } from '../../../shared/base/refusal.ts';
import { attentionList } from '../../../shared/features/attention/queries.ts';
import { disputes } from '../../../shared/features/availability/queries.ts';
import { withDaysSaid } from '../../../shared/i18n/date-text.ts';
import { mutationName } from '../../../shared/i18n/mutation-names.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { inventoryCreate } from '../../../shared/mutations/inventory-mutations.ts';
import { conflictResolve, rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { isTableName, tableOf } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { connection } from '../../data/connection.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { mutationLine, valueWords } from '../../lib/mutation-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { ExportButton } from '../../sheet/export-button.tsx';
import { useDeletions } from '../../store/deletion-store.ts';
import { type ItemToEnter, NewItem } from '../inventory/new-item.tsx';
import { NewRecord } from '../records/new-record.tsx';
import { UpcomingCollisions, useUpcomingCollisions } from '../schedule/upcoming-collisions.tsx';
import { useAttentionTarget } from './attention-sheet.ts';
import { pictureOf } from './conflict-pictures.tsx';
import { DisputeList } from './disputes.tsx';
import { isLongConflict, LongConflict } from './long-conflict.tsx';
import { RefusedTag } from './refused-tag.tsx';

type Refused = AttentionView['refused'][number];
type Conflict = AttentionView['conflicts'][number];

/** Arguments as people entered them: fields of a row one by one; what the program adds is left out. */
function enteredParts(args: unknown): (readonly [string, JsonValue])[] {
  if (typeof args !== 'object' || args === null) return [];
  return Object.entries(args as Readonly<Record<string, JsonValue>>).flatMap(
    ([name, value]): (readonly [string, JsonValue])[] => {
      if (QUIET.has(name)) return [];
      const isRow =
        (name === 'values' || name === 'changes') &&
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value);
      return isRow ? Object.entries(value as Readonly<Record<string, JsonValue>>) : [[name, value]];
    },
  );
}

/** What the program adds, and what the heading says already. */
const QUIET = new Set([
  'seen',
  'plan',
  'deletionId',
  'id',
  'itemId',
  'countId',
  'conflictId',
  'table',
  'lines',
  'entryId',
]);

/** `fromLocationId` → `from_location_id`. */
const columnOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function RefusedCard({ refused, titles }: Readonly<{ refused: Refused; titles: AttentionView['titles'] }>): ReactNode {
  const { t, language } = useWords();
  const dismiss = (): void => {
    void connection.request('attention.dismiss', { sequence: refused.sequence });
  };
  const entered = enteredParts(refused.args).filter(([name]) => fieldName(columnOf(name), language) !== columnOf(name));
  return (
    <Card withBorder data-testid="refused">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {mutationName(refused.name, language)} · {mutationLine(refused.name, refused.args, titles, language)}
          </Text>
          <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
            {formatDateTime(refused.issuedAt, language)}
          </Text>
        </Group>
        <Alert color="orange" icon={<IconAlertTriangle />} p="xs">
          {sentenceOf(refused.code, refused.details, language)}
        </Alert>
        {entered.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('attention.entered')}:
          </Text>
        )}
        {entered.map(([name, value]) => (
          <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {fieldName(columnOf(name), language)}: {valueWords(value, titles, language)}
          </Text>
        ))}
        <Group justify="flex-end">
          <NextStep refused={refused} />
          <Button variant="default" onClick={dismiss}>
            {t('attention.dismiss')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** What a creation was given: of any table, or of a thing with what stands where. */
interface Entered extends ItemToEnter {
  readonly table?: string;
}

/**
 * What was entered in a new row, corrected and sent again: with a number that is free, without what was deleted, or as
 * the person likes.
 */
function EnterAgain({ refused, onDone }: Readonly<{ refused: Refused; onDone: () => void }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [isEditing, setEditing] = useState(false);
  const entered = refused.args as Entered | null;
  const isItem = refused.name === 'inventory.create';
  const table = isItem ? 'inventory_items' : entered?.table;
  if (entered?.values === undefined || table === undefined || !isTableName(table)) return null;
  const { values } = entered;
  const form = `refused-${refused.sequence}`;
  const { column, proposal, parent, id } = refused.details;
  const again = async (value: JsonValue): Promise<void> => {
    if (typeof column !== 'string') return;
    const corrected = { values: { ...values, [column]: value } };
    const item = inventoryCreate.args.safeParse(refused.args);
    const row = rowCreate.args.safeParse(refused.args);
    const isSaved = isItem
      ? item.success && (await mutate(inventoryCreate, { ...item.data, ...corrected }))
      : row.success && (await mutate(rowCreate, { ...row.data, ...corrected }));
    if (isSaved) onDone();
  };
  const field = typeof column === 'string' ? tableOf(table).columns[column] : undefined;
  return (
    <>
      {refused.code === 'unique.taken' && typeof proposal === 'string' && (
        <Button
          onClick={() => {
            void again(proposal);
          }}
        >
          {t('records.take', { value: proposal })}
        </Button>
      )}
      {refused.code.startsWith('reference.') && field?.nullable === true && (
        <Button
          onClick={() => {
            void again(null);
          }}
        >
          {t('attention.without', { field: fieldName(String(column), language) })}
        </Button>
      )}
      {refused.code === 'reference.deleted' && typeof parent === 'string' && typeof id === 'string' && (
        <Button variant="default" onClick={() => openDeleted(parent, id)}>
          {t('attention.openDeleted')}
        </Button>
      )}
      <Button variant="default" onClick={() => setEditing(true)}>
        {t('attention.correct')}
      </Button>
      {isEditing && isItem && (
        <NewItem before={{ form, entered }} onClose={() => setEditing(false)} onCreated={onDone} />
      )}
      {isEditing && !isItem && (
        <NewRecord
          table={table}
          before={{ form, values }}
          onClose={() => setEditing(false)}
          onCreated={() => {
            setEditing(false);
            onDone();
          }}
        />
      )}
    </>
  );
}

/** The general screen shows deleted rows too, with the way to restore them. */
const openDeleted = (table: string, id: string): void => go({ to: '/records/{-$table}/{-$id}', params: { table, id } });

/** What the hub could not take may pass now: the same action once more. */
function TryAgain({ refused }: Readonly<{ refused: Refused }>): ReactNode {
  const { t, language } = useWords();
  const [problem, setProblem] = useState<string>();
  const again = async (): Promise<void> => {
    const result = (await connection.request('attention.tryAgain', { sequence: refused.sequence })) as Result<null>;
    setProblem(result.ok ? undefined : sentenceOf(result.error.code, result.error.details, language));
  };
  return (
    <>
      {problem !== undefined && (
        <Text size="sm" c="red">
          {problem}
        </Text>
      )}
      <Button
        onClick={() => {
          again().catch(() => setProblem(t('link.lost')));
        }}
      >
        {t('common.retry')}
      </Button>
    </>
  );
}

/** What can be done about a refusal from here: look at a plan that changed, or enter a row again. */
function NextStep({ refused }: Readonly<{ refused: Refused }>): ReactNode {
  const { t } = useWords();
  const askToDelete = useDeletions((state) => state.askToDelete);
  const { table, id } = refused.details;
  const dismiss = (): void => {
    void connection.request('attention.dismiss', { sequence: refused.sequence });
  };
  if (
    (refused.code === 'deletion.changed' || refused.code === 'deletion.blocked') &&
    typeof table === 'string' &&
    typeof id === 'string'
  ) {
    return (
      <Button
        onClick={() => {
          dismiss();
          askToDelete({ table, id, deactivate: refused.name === 'employee.deactivate' });
        }}
      >
        {t('deletion.again')}
      </Button>
    );
  }
  if (refused.code === 'internal.failed' || refused.code === 'push.refused') return <TryAgain refused={refused} />;
  if (refused.code === 'tag.taken' || refused.code === 'tag.another')
    return <RefusedTag refused={refused} onDone={dismiss} />;
  if (refused.name === 'row.create' || refused.name === 'inventory.create')
    return <EnterAgain refused={refused} onDone={dismiss} />;
  return null;
}

type SideProps = Readonly<{
  label: string;
  value: JsonValue;
  titles: AttentionView['titles'];
  name: string;
  /** Stands for the words. */
  picture?: ReactNode;
  action?: string;
  onChoose?: () => void;
}>;

function Side({ label, value, titles, name, picture, action, onChoose }: SideProps): ReactNode {
  const { t, language } = useWords();
  const words = valueWords(value, titles, language);
  const shown = words === '—' ? t('common.none') : words;
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {picture ?? (
        <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} fw={500}>
          {shown}
        </Text>
      )}
      {name !== '' && (
        <Text size="xs" c="dimmed">
          {name}
        </Text>
      )}
      {action !== undefined && (
        <Button mt="auto" variant="default" onClick={onChoose}>
          {action}
        </Button>
      )}
    </Stack>
  );
}

function ConflictCard({
  conflict,
  titles,
}: Readonly<{ conflict: Conflict; titles: AttentionView['titles'] }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const choose = (choice: 'kept' | 'other'): void => {
    void mutate(conflictResolve, { conflictId: conflict.id, choose: choice });
  };
  const by = (name: string): string => (name === '' ? t('attention.unknownAuthor') : t('attention.by', { name }));
  return (
    <Card withBorder data-testid="conflict">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>
              {withDaysSaid(titles[conflict.entity_id] ?? tableName(conflict.entity_type, language), language)}
            </Text>
            <Badge variant="default" tt="none" radius="sm">
              {fieldName(conflict.column_name, language)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {formatDateTime(conflict.detected_at, language)}
          </Text>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Side
            label={t('attention.base')}
            value={conflict.base_value}
            titles={titles}
            name=""
            picture={pictureOf(conflict, 'base_value')}
          />
          <Side
            label={t('attention.kept')}
            value={conflict.kept_value}
            titles={titles}
            name={by(conflict.kept_by_name)}
            picture={pictureOf(conflict, 'kept_value')}
            action={t('attention.keepThis')}
            onChoose={() => choose('kept')}
          />
          <Side
            label={t('attention.other')}
            value={conflict.other_value}
            titles={titles}
            name={by(conflict.other_by_name)}
            picture={pictureOf(conflict, 'other_value')}
            action={t('attention.takeThis')}
            onChoose={() => choose('other')}
          />
        </SimpleGrid>
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => openRecord(conflict.entity_type, conflict.entity_id)}
          >
            {t('common.open')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

export function Attention(): ReactNode {
  const { t } = useWords();
  const { user } = useSessionInfo();
  const { data: all, failure } = useQuery(attentionList, {});
  // Another person's refusals are theirs to settle, when they are back.
  const data =
    all === undefined ? undefined : { ...all, refused: all.refused.filter((refused) => refused.authorId === user?.id) };
  useAttentionTarget(data);
  const collisions = useUpcomingCollisions();
  const planned = collisions?.rows.length ?? 0;
  const booked = useQuery(disputes, {}).data;
  const bookedTwice = booked === undefined ? 0 : booked.open.length + booked.settled.length;
  const isEmpty = data !== undefined && data.refused.length + data.conflicts.length + planned + bookedTwice === 0;
  return (
    <>
      <PageHeader title={t('attention.title')}>
        <ExportButton isQuiet />
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      {isEmpty && (
        <EmptyState
          icon={<IconCircleCheck size={40} stroke={1.2} />}
          title={t('attention.empty')}
          hint={t('attention.emptyHint')}
        />
      )}
      {data !== undefined && !isEmpty && (
        <Stack
          px="md"
          pb="md"
          gap="lg"
          maw={900}
          className="scroll-column"
          tabIndex={0}
          role="region"
          aria-label={t('attention.title')}
        >
          {booked !== undefined && booked.open.length > 0 && <DisputeList found={{ ...booked, settled: [] }} />}
          {data.refused.length > 0 && (
            <section>
              <Title order={2} size="h4" mb="xs">
                {t('attention.refused')}
              </Title>
              <Stack>
                {data.refused.map((refused) => (
                  <RefusedCard key={refused.sequence} refused={refused} titles={data.titles} />
                ))}
              </Stack>
            </section>
          )}
          {data.conflicts.length > 0 && (
            <section>
              <Title order={2} size="h4" mb="xs">
                {t('attention.conflicts')}
              </Title>
              <Stack>
                {data.conflicts.map((conflict) => {
                  const Shown = isLongConflict(conflict) ? LongConflict : ConflictCard;
                  return <Shown key={conflict.id} conflict={conflict} titles={data.titles} />;
                })}
              </Stack>
            </section>
          )}
          {collisions !== undefined && planned > 0 && <UpcomingCollisions found={collisions} />}
          {booked !== undefined && booked.settled.length > 0 && <DisputeList found={{ ...booked, open: [] }} />}
        </Stack>
      )}
    </>
  );
}
