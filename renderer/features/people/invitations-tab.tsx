/** Codes that were given and not used yet. */
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InvitationCode, OpenInvitation } from '../../../shared/ipc/people-contract.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { Problem } from '../access/problem.tsx';
import { CodeSheet, type GivenCode } from './code-sheet.tsx';
import { HubNeeded } from './hub-needed.tsx';
import { useInvitationsTarget } from './people-sheets.ts';
import type { HubAnswer } from './use-hub-answer.ts';

export function InvitationsTab({ answer }: Readonly<{ answer: HubAnswer<readonly OpenInvitation[]> }>): ReactNode {
  const { t, language } = useWords();
  const [given, setGiven] = useState<GivenCode>();
  const { ask, isBusy, problem } = useAsk();
  useInvitationsTarget(answer.data);
  const anew = async ({ userId, name, kind }: OpenInvitation): Promise<void> => {
    const result = await ask(kind === 'reset' ? 'people.resetPassword' : 'people.invite', { userId });
    if (result.ok) setGiven({ name, kind, code: result.value as InvitationCode });
    answer.refresh();
  };
  return (
    <div className="split">
      <section className="split-list" aria-label={t('team.tabInvitations')}>
        <HubNeeded failure={answer.failure} onRetry={answer.refresh} />
        <Problem text={problem} />
        {answer.data?.length === 0 && (
          <EmptyState
            icon={<IconMail size={40} stroke={1.2} />}
            title={t('team.noInvitations')}
            hint={t('team.noInvitationsHint')}
          />
        )}
        {answer.data?.map((invitation) => (
          <div key={invitation.id} className="line still" data-testid="invitation">
            <span className="name cut">{invitation.name}</span>
            <span className="right num">{t('team.until', { when: formatMoment(invitation.expiresAt, language) })}</span>
            <span className="note cut">
              {t(`team.kind_${invitation.kind}`)} · {invitation.email} ·{' '}
              {t('team.byWhom', { name: invitation.createdByName })}
            </span>
            <span className="right">
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                onClick={() => {
                  void anew(invitation);
                }}
              >
                {t('team.newCode')}
              </Button>
            </span>
          </div>
        ))}
      </section>
      {given !== undefined && <CodeSheet given={given} onClose={() => setGiven(undefined)} />}
    </div>
  );
}
