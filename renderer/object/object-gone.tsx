/** An object that was deleted or is not here: what became of it, what can be done, and what was typed about it. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconMapPinQuestion, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DraftFields } from '../../shared/features/form/drafts.ts';
import { recordDetail } from '../../shared/features/records/queries.ts';
import { fieldName, tableName } from '../../shared/i18n/names.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Way } from '../components/way.tsx';
import { useQuery } from '../data/use-query.ts';
import { useDraft } from '../form/use-draft.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatMoment } from '../lib/format.ts';
import { useDeletions } from '../store/deletion-store.ts';
import { listPath } from './object-way.ts';
import { useLeave } from './use-leave.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Says who deleted it and why, and offers to bring it back. */
export function DeletedNotice({
  table,
  id,
  deletionId,
}: Readonly<{ table: TableName; id: string; deletionId: string }>): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(recordDetail, { table: 'deletions', id: deletionId });
  const askToRestore = useDeletions((state) => state.askToRestore);
  const values = data?.values ?? {};
  const at = textOf(values['deleted_at']);
  const reason = textOf(values['reason']);
  const isOwn = values['root_table'] === table && values['root_id'] === id;
  return (
    <Alert mx="lg" mb="md" color="orange" icon={<IconTrash size={18} />} role="alert" data-testid="deleted-notice">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>
            {at === ''
              ? t('records.deleted')
              : t('object.deletedBy', { by: textOf(values['deleted_by_name']), at: formatMoment(at, language) })}
          </Text>
          {data !== undefined && data !== null && !isOwn && (
            <Text size="sm">{t('object.deletedWith', { title: textOf(values['root_title']) })}</Text>
          )}
          {reason !== '' && <Text size="sm">{t('object.deletedWhy', { reason })}</Text>}
        </div>
        <Button variant="default" onClick={() => askToRestore(deletionId)}>
          {t('trash.restore')}
        </Button>
      </Group>
    </Alert>
  );
}

/** What was typed and cannot be saved any more, to be read and copied. */
export function DraftLeft({ fields, hint }: Readonly<{ fields: DraftFields; hint: string }>): ReactNode {
  const { t, language } = useWords();
  const typed = Object.entries(fields).filter(([, draft]) => typeof draft.typed === 'string' && draft.typed !== '');
  if (typed.length === 0) return null;
  return (
    <div className="object-draft" role="status" data-testid="draft-left">
      <Text fw={600}>{t('object.draftLeft')}</Text>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <dl>
        {typed.map(([name, draft]) => (
          <div key={name}>
            <dt className="dim">{fieldName(name, language)}</dt>
            <dd>{String(draft.typed)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Nothing of that id is here: erased for good, not for this person to see, or a link of another theatre. */
export function MissingObject({ table, id }: Readonly<{ table: TableName; id: string }>): ReactNode {
  const { t, language } = useWords();
  const leave = useLeave(table);
  const draft = useDraft(`${table}/${id}`);
  return (
    <>
      <Way title={t('object.missing')} steps={[{ label: tableName(table, language), link: { to: listPath(table) } }]} />
      <EmptyState
        icon={<IconMapPinQuestion size={40} stroke={1.2} />}
        title={t('object.missing')}
        hint={t('object.missingHint')}
      >
        <Group gap="xs" mt="xs">
          <Button variant="default" onClick={leave}>
            {t('object.back')}
          </Button>
          <Button variant="subtle" color="gray" component={Link} to="/trash">
            {t('nav.trash')}
          </Button>
        </Group>
        <DraftLeft fields={draft.fields} hint={t('object.draftMissing')} />
      </EmptyState>
    </>
  );
}
