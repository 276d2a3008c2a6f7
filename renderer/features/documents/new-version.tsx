/** A new version of a document: the file that was chosen, what changed in it, and it becomes the current one. */
import { Alert, Button, Group, Progress, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import type { TakenFile } from '../../../shared/ipc/file-contract.ts';
import { documentAddVersion } from '../../../shared/mutations/file-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { RequestFailed } from '../../data/connection.ts';
import { putContent } from '../../data/content.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { factsOf } from '../../files/file-facts.ts';
import { keepFresh } from '../../files/fresh-content.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';

type Props = Readonly<{
  id: string;
  file: File;
  /** The content that is current: the same once more is no new version. */
  current: string | undefined;
  onClose: () => void;
}>;

type Coming =
  | { readonly state: 'coming'; readonly sent: number }
  | { readonly state: 'here'; readonly taken: TakenFile }
  | { readonly state: 'failed'; readonly sentence: string };

/** The content comes while somebody writes what changed. `arrival`: what came, once it has; undefined: nothing did. */
function useComing(file: File): { readonly coming: Coming; readonly arrival: Promise<TakenFile | undefined> } {
  const [coming, setComing] = useState<Coming>({ state: 'coming', sent: 0 });
  const [arrival] = useState(() => Promise.withResolvers<TakenFile | undefined>());
  const say = useFailureText();
  useEffect(() => {
    const over = new AbortController();
    putContent(file, file.name, (sent) => setComing({ state: 'coming', sent }), over.signal).then(
      (taken) => {
        keepFresh(taken.sha256, file);
        if (over.signal.aborted) return;
        setComing({ state: 'here', taken });
        arrival.resolve(taken);
      },
      (error: unknown) => {
        if (!(error instanceof RequestFailed)) throw error;
        if (over.signal.aborted) return;
        setComing({ state: 'failed', sentence: say(error.failure) });
        arrival.resolve(undefined);
      },
    );
    return () => over.abort();
  }, [file, say, arrival]);
  return { coming, arrival: arrival.promise };
}

/** The file that was chosen, and how much of it has come. */
function Chosen({ file, coming }: Readonly<{ file: File; coming: Coming }>): ReactNode {
  const { t, language } = useWords();
  return (
    <>
      <div>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file.name}
        </Text>
        <Text size="sm" c="dimmed">
          {bytesSaid(file.size, language)}
        </Text>
      </div>
      {coming.state === 'coming' && (
        <Progress value={file.size === 0 ? 100 : (coming.sent / file.size) * 100} aria-label={t('files.takingLabel')} />
      )}
      {coming.state === 'failed' && <Alert color="red">{coming.sentence}</Alert>}
    </>
  );
}

export function NewVersion({ id, file, current, onClose }: Props): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const { coming, arrival } = useComing(file);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const isSame = coming.state === 'here' && coming.taken.sha256 === current;
  /** Asked for before all of it is here, it is added as soon as it is. */
  const add = async (): Promise<void> => {
    if (isAdding) return;
    setAdding(true);
    const taken = await arrival;
    const said = comment.trim();
    const outcome =
      taken === undefined || taken.sha256 === current
        ? undefined
        : await attempt(documentAddVersion, {
            id,
            versionId: newId(),
            file: factsOf(taken),
            ...(said === '' ? {} : { comment: said }),
          });
    setAdding(false);
    if (outcome?.ok === true) onClose();
    else setProblem(outcome?.sentence);
  };
  return (
    <Dialog onClose={onClose} title={t('documents.newVersion')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Stack>
          <Chosen file={file} coming={coming} />
          {isSame && <Alert color="orange">{t('documents.sameVersion')}</Alert>}
          {problem !== undefined && <Alert color="red">{problem}</Alert>}
          <Textarea
            label={t('documents.whatChanged')}
            placeholder={t('documents.whatChangedHint')}
            value={comment}
            maxLength={2000}
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setComment(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) {
                event.preventDefault();
                void add();
              }
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isAdding} disabled={coming.state === 'failed' || isSame}>
              {t('documents.addVersion')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
