/** Signing in on this laptop; the first person's sign-in registers it. */
import { Alert, Anchor, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { changeLanguage, languageOf } from '../../i18n/i18n.ts';

export function SignIn(): ReactNode {
  const { t, i18n } = useTranslation();
  const session = useSessionInfo();
  const [form, setForm] = useState({ hubUrl: session.hubUrl, email: session.demo?.email ?? '', password: '' });
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const language = languageOf(i18n.language);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await connection.request('session.signIn', form);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      setProblem(sentenceOf(error.failure.code, error.failure.details, language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Center component="main" h="100%" p="md">
      <Paper withBorder p="xl" w={420} maw="100%" radius="lg">
        <form onSubmit={(event) => { void submit(event); }}>
          <Stack>
            <Group justify="space-between"><Title order={1} size="h2">Offstage</Title><Anchor component="button" type="button" onClick={() => changeLanguage(language === 'ru' ? 'en' : 'ru')}>{language === 'ru' ? 'English' : 'Русский'}</Anchor></Group>
            {problem !== undefined && <Alert color="red" icon={<IconAlertCircle />} role="alert">{problem}</Alert>}
            {!session.isRegistered && <TextInput label={t('signIn.hub')} value={form.hubUrl} onChange={(event) => setForm({ ...form, hubUrl: event.currentTarget.value })} required />}
            <TextInput label={t('signIn.email')} type="email" autoComplete="username" value={form.email} onChange={(event) => setForm({ ...form, email: event.currentTarget.value })} required autoFocus />
            <PasswordInput label={t('signIn.password')} autoComplete="current-password" value={form.password} onChange={(event) => setForm({ ...form, password: event.currentTarget.value })} required />
            <Button type="submit" loading={isBusy} size="md">{t('signIn.submit')}</Button>
            {session.demo !== null && (
              <Text size="sm" c="dimmed">{t('signIn.demo', session.demo)}{' '}
                <Anchor component="button" type="button" size="sm" onClick={() => setForm({ ...form, email: session.demo?.email ?? '', password: session.demo?.password ?? '' })}>{t('signIn.fillDemo')}</Anchor>
              </Text>
            )}
            <Text size="sm" c="dimmed">{t('signIn.hint')}</Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
