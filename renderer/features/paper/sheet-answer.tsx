/** A printed sheet: whether it still holds, and which of its lines have changed. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDateTime } from '../../../shared/i18n/date-text.ts';
import { formName } from '../../../shared/i18n/form-names.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { SheetStanding } from '../../../shared/ipc/paper-contract.ts';
import type { SheetChanges } from '../../../shared/rules/sheet-lines.ts';
import { isTableName } from '../../../shared/schema/catalog.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { ask } from '../../data/use-ask.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { openRecord } from '../../lib/open-record.ts';
import './paper.css';
import { endAnswer } from './paper-store.ts';

/** So many lines are named; of more it is told how many. */
const NAMED = 5;

type Known = { readonly standing: SheetStanding | null } | { readonly failure: Failure };

function useStanding(code: string): Known | undefined {
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    const state = { isOver: false };
    void ask('paper.check', { code }).then((answer) => {
      if (state.isOver) return;
      setKnown(answer.ok ? { standing: answer.value as SheetStanding | null } : { failure: answer.failure });
    });
    return () => {
      state.isOver = true;
    };
  }, [code]);
  return known;
}

function Lines({ changes }: Readonly<{ changes: SheetChanges }>): ReactNode {
  const { t } = useWords();
  const { changed, added, gone } = changes;
  const all = [
    ...changed.map(({ number, now }) => ({ key: `c${number}`, head: t('paper.lineChanged', { number }), now })),
    ...gone.map((number) => ({ key: `g${number}`, head: t('paper.lineGone', { number }), now: '' })),
    ...added.map(({ number, now }) => ({ key: `a${number}`, head: t('paper.lineAdded'), now })),
  ];
  const rest = all.length - NAMED;
  return (
    <ul className="paper-lines" data-testid="sheet-changes">
      {all.slice(0, NAMED).map(({ key, head, now }) => (
        <li key={key}>
          <span className="dim">{head}</span> {now}
        </li>
      ))}
      {rest > 0 && <li className="dim">{t('paper.more', { number: rest })}</li>}
    </ul>
  );
}

function Standing({ standing }: Readonly<{ standing: SheetStanding }>): ReactNode {
  const { t } = useWords();
  const { changes, isGone } = standing;
  const count = changes === null ? 0 : changes.changed.length + changes.added.length + changes.gone.length;
  if (isGone) return <Alert color="orange">{t('paper.gone')}</Alert>;
  if (changes === null) return <Alert color="gray">{t('paper.notCompared')}</Alert>;
  if (count === 0)
    return (
      <Alert color="green" data-testid="sheet-current">
        {t('paper.current')}
      </Alert>
    );
  return (
    <Alert color="orange" title={t('paper.changed', { count, number: count })}>
      <Lines changes={changes} />
    </Alert>
  );
}

function Told({ standing }: Readonly<{ standing: SheetStanding }>): ReactNode {
  const { t, language } = useWords();
  const zone = useTheaterZone();
  const { printedBy: name, printedAt, asOf, form, title, subject } = standing;
  const at = (moment: string): string => formatDateTime(moment, language, zone);
  // The window had the focus before there was a button.
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {formName(form, language)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('paper.printedBy', { name, at: at(printedAt) })},{' '}
          {asOf === null ? t('paper.neverSynced') : t('paper.asOf', { at: at(asOf) })}
        </Text>
      </div>
      <Standing standing={standing} />
      <Group justify="flex-end">
        {subject !== null && !standing.isGone && isTableName(subject.table) && (
          <Button
            variant="default"
            onClick={() => {
              endAnswer();
              if (isTableName(subject.table)) openRecord(subject.table, subject.id);
            }}
          >
            {t('paper.openSubject')}
          </Button>
        )}
        <Button ref={close} onClick={endAnswer}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

export function SheetAnswer({ code }: Readonly<{ code: string }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  const known = useStanding(code);
  return (
    <Dialog onClose={endAnswer} title={t('paper.standing', { code })}>
      <div role="status" data-testid="sheet-answer">
        {known === undefined ? (
          <Loading />
        ) : 'failure' in known ? (
          <Alert color="orange">{said(known.failure)}</Alert>
        ) : known.standing === null ? (
          <Alert color="gray">{t('paper.unknown', { code })}</Alert>
        ) : (
          <Told standing={known.standing} />
        )}
      </div>
    </Dialog>
  );
}
