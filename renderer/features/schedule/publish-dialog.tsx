/** Before it is published: who will be told what. */
import { Alert, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type PublishPreview, schedulePreview } from '../../../shared/features/schedule/queries.ts';
import { schedulePublish } from '../../../shared/mutations/publication-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CollisionLine } from './collision-list.tsx';
import { changeText, dayWord, fieldText } from './schedule-text.ts';

const TONE = { new: 'info', changed: 'warn', withdrawn: 'bad' } as const;

function Events({ preview }: Readonly<{ preview: PublishPreview }>): ReactNode {
  const { t, language } = useWords();
  return (
    <ul className="plan-preview">
      {preview.events.map((event) => (
        <li key={event.id}>
          <div className="plan-preview-head">
            <span className="num dim">
              {dayWord(event.date, language)} {event.start ?? ''}
            </span>
            <b>{event.title}</b>
            <Tag tone={TONE[event.kind]}>{t(`schedule.kind.${event.kind}`)}</Tag>
          </div>
          {event.fields.length > 0 && (
            <div className="dim">
              {event.fields.map((field) => fieldText(field, t, language, preview.names)).join('; ')}
            </div>
          )}
          {event.kind === 'changed' && event.called + event.released > 0 && (
            <div className="dim">{t('schedule.callsChanged', { called: event.called, released: event.released })}</div>
          )}
          {event.blocked.map((collision) => (
            <CollisionLine
              key={collision.keys.join()}
              collision={collision}
              // A venue that is taken is that of the other event as well.
              venue={collision.others[0]?.venue ?? null}
              restHours={preview.restHours}
            />
          ))}
        </li>
      ))}
    </ul>
  );
}

function People({ preview }: Readonly<{ preview: PublishPreview }>): ReactNode {
  const { t, language } = useWords();
  return (
    <ul className="plan-preview" data-testid="publish-people">
      {preview.people.map((person) => (
        <li key={person.name}>
          <div className="plan-preview-head">
            <b>{person.name}</b>
            {!person.hasAccount && <span className="dim">{t('schedule.noAccount')}</span>}
          </div>
          {person.changes.map((change) => (
            <div key={change.eventId} className="dim">
              {changeText(change, t, language, preview.names)}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

export function PublishDialog({ ids, onClose }: Readonly<{ ids: readonly string[]; onClose: () => void }>): ReactNode {
  const { t } = useWords();
  const attempt = useAttempt();
  const { data: preview, failure } = useQuery(schedulePreview, { ids: [...ids] });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isBlocked = preview?.events.some(({ blocked }) => blocked.length > 0) ?? false;
  const told = preview?.people.filter(({ hasAccount }) => hasAccount).length ?? 0;
  const publish = async (): Promise<void> => {
    setBusy(true);
    const events = preview?.events ?? [];
    const outcome = await attempt(schedulePublish, {
      ids: events.map(({ id }) => id),
      seen: events.map(({ id, mark }) => ({ id, mark })),
    });
    setBusy(false);
    if (outcome.ok) onClose();
    else setProblem(outcome.sentence);
  };
  return (
    <Dialog title={t('schedule.publishTitle')} onClose={onClose} size="xl">
      {failure !== undefined && <FailureState failure={failure} />}
      {preview === undefined ? (
        <Loading />
      ) : (
        <Stack gap="sm">
          <ScrollArea.Autosize mah="55vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            <div className="plan-publish">
              <section>
                <h3>{t('schedule.whatIsTold', { count: preview.events.length })}</h3>
                <Events preview={preview} />
              </section>
              <section>
                <h3>{t('schedule.whoIsTold', { count: preview.people.length })}</h3>
                {preview.people.length === 0 ? (
                  <Text c="dimmed">{t('schedule.nobodyIsTold')}</Text>
                ) : (
                  <People preview={preview} />
                )}
              </section>
            </div>
          </ScrollArea.Autosize>
          {isBlocked && <Alert color="red">{t('schedule.isBlocked')}</Alert>}
          {problem !== undefined && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('schedule.noWayBack')}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button
                data-autofocus
                leftSection={<IconSend size={18} />}
                loading={isBusy}
                disabled={isBlocked || preview.events.length === 0}
                onClick={() => void publish()}
              >
                {told === 0 ? t('schedule.publish') : t('schedule.publishAndTell', { count: told })}
              </Button>
            </Group>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
