/** Two people changed the same lines of a long text: what differs between the two, line by line, and the ways out. */
import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { withDaysSaid } from '../../../shared/i18n/date-text.ts';
import { fieldName, tableName } from '../../../shared/i18n/names.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { conflictResolve, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { columnOf, findTable } from '../../../shared/schema/catalog.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';
import { openRecord } from '../../lib/open-record.ts';
import { diffOf } from '../../lib/text-diff.ts';
import { MarkdownEditor } from '../../markdown/editor/markdown-editor.tsx';

type Conflict = AttentionView['conflicts'][number];
type Props = Readonly<{ conflict: Conflict; titles: AttentionView['titles'] }>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether a conflict is about a text that several people write, and is read better by line than as a whole. */
export function isLongConflict({ entity_type: type, column_name: column, kept_value, other_value }: Conflict): boolean {
  const table = findTable(type);
  const isMerged = table !== undefined && columnOf(table, column)?.conflict === 'merge';
  return isMerged && `${textOf(kept_value)}${textOf(other_value)}`.includes('\n');
}

const EDITED = 'text';

/** Both versions in one text, to be put right by hand: what the other wrote stands before what stands now. */
function Together({ conflict, titles, onClose }: Props & Readonly<{ onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const { fields, isLoaded, put, drop } = useDraft(`conflicts/${conflict.id}`);
  const kept = textOf(conflict.kept_value);
  const newest = useRef<string>(undefined);
  const both = useMemo(() => {
    const lines = diffOf(textOf(conflict.other_value), kept);
    const marks = new Map(lines.flatMap(({ kind }, at) => (kind === 'same' ? [] : [[at + 1, kind] as const])));
    return { text: lines.map(({ text }) => text).join('\n'), marks };
  }, [conflict.other_value, kept]);
  const change = useCallback(
    (text: string) => {
      newest.current = text;
      put(EDITED, { typed: text, seen: kept });
    },
    [put, kept],
  );
  if (!isLoaded) return <Loading />;
  const left = fields[EDITED]?.typed;
  const began = typeof left === 'string' ? left : both.text;
  const { entity_type: table, entity_id: id, column_name: column } = conflict;
  const save = async (): Promise<void> => {
    const text = newest.current ?? began;
    const edit = { table, id, changes: { [column]: text }, seen: { [column]: conflict.kept_value } };
    const isSaved = text === kept || (await mutate(rowUpdate, edit));
    if (!isSaved || !(await mutate(conflictResolve, { conflictId: conflict.id, choose: 'kept' }))) return;
    drop([EDITED]);
    onClose();
  };
  return (
    <Dialog
      onClose={onClose}
      title={titles[id] ?? t('attention.together')}
      size="min(900px, 96vw)"
      closeOnEscape={false}
    >
      <Text size="sm" c="dimmed">
        {t('attention.togetherHint')}
      </Text>
      <div className="diff-sides">
        <span data-kind="gone">− {conflict.other_by_name || t('attention.unknownAuthor')}</span>
        <span data-kind="fresh">+ {conflict.kept_by_name || t('attention.unknownAuthor')}</span>
      </div>
      <div className="together">
        <MarkdownEditor
          text={began}
          {...(began === both.text ? { marks: both.marks } : {})}
          label={t('attention.together')}
          onChange={change}
          onSave={() => void save()}
          onLeave={onClose}
          onPictures={undefined}
        >
          <Button size="compact-md" onClick={() => void save()}>
            {t('attention.togetherDone')}
          </Button>
        </MarkdownEditor>
      </div>
    </Dialog>
  );
}

export function LongConflict({ conflict, titles }: Props): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [isTogether, setTogether] = useState(false);
  const { entity_type: type, entity_id: id, column_name: column, kept_value: kept, other_value: other } = conflict;
  const lines = useMemo(() => diffOf(textOf(other), textOf(kept)), [other, kept]);
  const choose = (choice: 'kept' | 'other'): void => {
    void mutate(conflictResolve, { conflictId: conflict.id, choose: choice });
  };
  const by = (name: string): string => (name === '' ? t('attention.unknownAuthor') : name);
  return (
    <Card withBorder data-testid="conflict">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{withDaysSaid(titles[id] ?? tableName(type, language), language)}</Text>
            <Badge variant="default" tt="none" radius="sm">
              {fieldName(column, language)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {formatDateTime(conflict.detected_at, language)}
          </Text>
        </Group>
        <Text size="sm">
          {t('attention.longHint', { kept: by(conflict.kept_by_name), other: by(conflict.other_by_name) })}
        </Text>
        <TextDiff lines={lines} sides={{ gone: by(conflict.other_by_name), fresh: by(conflict.kept_by_name) }} />
        <Group gap="xs">
          <Button variant="default" onClick={() => choose('kept')}>
            {t('attention.keepOf', { name: by(conflict.kept_by_name) })}
          </Button>
          <Button variant="default" onClick={() => choose('other')}>
            {t('attention.takeOf', { name: by(conflict.other_by_name) })}
          </Button>
          <Button variant="default" onClick={() => setTogether(true)}>
            {t('attention.together')}
          </Button>
          <span className="grow" />
          <Button size="compact-sm" variant="subtle" onClick={() => openRecord(type, id)}>
            {t('common.open')}
          </Button>
        </Group>
      </Stack>
      {isTogether && <Together conflict={conflict} titles={titles} onClose={() => setTogether(false)} />}
    </Card>
  );
}
