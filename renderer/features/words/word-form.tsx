/** One word: ours, and what the theatre says instead, form by form. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { Language } from '../../../shared/i18n/language.ts';
import { problemOf, type WordProblem } from '../../../shared/i18n/word-rules.ts';
import { namesOf, type Word } from '../../../shared/i18n/words.ts';
import { wordsReplace } from '../../../shared/mutations/words-mutations.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ name: string; language: Language; ours: Word; own: Word | undefined }>;

type Form = 'one' | 'few' | 'many' | 'other';
const FORMS: readonly Form[] = ['one', 'few', 'many', 'other'];
const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');
/** What a form of a word says; null where the word has no such form. */
const formOf = (word: Word, form: Form): string | null =>
  typeof word === 'string' ? null : ((word as Readonly<Partial<Record<Form, string>>>)[form] ?? null);

function useProblem(): (problem: WordProblem | undefined) => string | undefined {
  const { t } = useWords();
  return (problem) => {
    if (problem === undefined) return undefined;
    return problem.kind === 'braces'
      ? t('words.problem.braces', { names: inBraces(problem.braces) })
      : t(`words.problem.${problem.kind}`);
  };
}

function Texts({ word, onChange }: Readonly<{ word: Word; onChange: (word: Word) => void }>): ReactNode {
  const { t } = useWords();
  if (typeof word === 'string')
    return (
      <TextInput label={t('words.yours')} value={word} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  return FORMS.flatMap((form) => {
    const text = formOf(word, form);
    return text === null
      ? []
      : [
          <TextInput
            key={form}
            label={t(`words.form.${form}`)}
            value={text}
            onChange={(event) => onChange({ ...word, [form]: event.currentTarget.value })}
          />,
        ];
  });
}

export function WordForm({ name, language, ours, own }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const said = useProblem();
  const [draft, setDraft] = useState<Word>(own ?? ours);
  const problem = said(problemOf(name, language, draft));
  const isSame = JSON.stringify(draft) === JSON.stringify(own ?? ours);
  const braces = namesOf(ours);
  const save = async (word: Word | null): Promise<void> => {
    if (!(await mutate(wordsReplace, { language, key: name, word }))) return;
    if (word === null) setDraft(ours);
    notifications.show({ message: t('words.saved'), autoClose: 2000 });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined && !isSame) void save(draft);
      }}
    >
      <Stack gap="sm">
        <Text fw={560}>{t(`words.inLanguage.${language}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('words.ours', { word: typeof ours === 'string' ? ours : Object.values<string>({ ...ours }).join(' · ') })}
        </Text>
        <Texts word={draft} onChange={setDraft} />
        {braces.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('words.keepBraces', { names: inBraces(braces) })}
          </Text>
        )}
        {problem !== undefined && (
          <Text size="sm" c="red" role="alert">
            {problem}
          </Text>
        )}
        <Group gap="xs">
          <Button type="submit" disabled={problem !== undefined || isSame}>
            {t('common.save')}
          </Button>
          {own !== undefined && (
            <Button variant="default" onClick={() => void save(null)}>
              {t('words.reset')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
