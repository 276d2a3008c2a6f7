/** What people said about an object. What is being written is kept as it is typed. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { objectComments } from '../../shared/features/object/queries.ts';
import { rowCreate } from '../../shared/mutations/row-mutations.ts';
import { tableOf } from '../../shared/schema/catalog.ts';
import { useCan } from '../app/contexts.ts';
import { newId } from '../data/new-id.ts';
import { useAttempt } from '../data/use-mutate.ts';
import { useQuery } from '../data/use-query.ts';
import { useDraft } from '../form/use-draft.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatDateTime, formatNumber } from '../lib/format.ts';

const subjects: readonly string[] = tableOf('comments').columns['entity_type']?.values ?? [];

/** Whether there are comments about rows of the table. */
export const takesComments = (table: string): boolean => subjects.includes(table);

type Props = Readonly<{ table: string; id: string }>;

function NewComment({ table, id }: Props): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const draft = useDraft(`comments/new/${table}/${id}`);
  const [problem, setProblem] = useState<string>();
  const text = String(draft.fields['content']?.typed ?? '');
  const said = text.trim();
  const say = async (): Promise<void> => {
    if (said === '') return;
    const values = { entity_type: table, entity_id: id, content: said };
    const outcome = await attempt(rowCreate, { table: 'comments', id: newId(), values });
    setProblem(outcome.ok ? undefined : outcome.sentence);
    if (outcome.ok) draft.drop(['content']);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <Textarea
        aria-label={t('object.comment')}
        placeholder={t('object.comment')}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        error={problem}
        onChange={(event) => draft.put('content', { typed: event.currentTarget.value, seen: null })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) void say();
        }}
      />
      <Group justify="flex-end" mt="xs">
        <Button type="submit" size="sm" disabled={said === ''}>
          {t('object.say')}
        </Button>
      </Group>
    </form>
  );
}

/** How many there are; nothing while there are none. */
export function CommentCount({ table, id }: Props): ReactNode {
  const { language } = useWords();
  const count = useQuery(objectComments, { table, id }).data?.length ?? 0;
  return count === 0 ? null : <span className="object-count num">{formatNumber(count, language)}</span>;
}

export function ObjectComments({ table, id }: Props): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(objectComments, { table, id });
  const mayWrite = useCan('comments.write');
  return (
    <Stack gap="md" data-testid="comments">
      {data?.length === 0 && <Text c="dimmed">{t('object.noComments')}</Text>}
      {(data ?? []).map((comment) => (
        <article key={comment.id}>
          <Text size="sm" fw={600}>
            {comment.author}
            <Text span size="xs" c="dimmed" fw={400} ml="xs">
              {formatDateTime(comment.at, language)}
            </Text>
          </Text>
          <div className="object-said">{comment.content}</div>
        </article>
      ))}
      {mayWrite && <NewComment table={table} id={id} />}
    </Stack>
  );
}
