/**
 * Taking an invitation: the code from the paper or the link, and an own password. A link may be followed or pasted
 * whole.
 */
import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type InvitationAddress, readInvitationLink } from '../../../shared/ipc/invitation-link.ts';
import type { AcceptedInvitation } from '../../../shared/ipc/people-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { ask as request, useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRecoveryCode } from '../../store/access-store.ts';
import { AccessFrame } from './access-frame.tsx';
import { useNewPassword } from './new-password.tsx';
import { Problem } from './problem.tsx';

type Props = Readonly<{
  /** What the followed link said. */
  invitation?: InvitationAddress | undefined;
  onBack: () => void;
  onAccepted?: () => void;
}>;

export function AcceptInvitation({ invitation, onBack, onAccepted }: Props): ReactNode {
  const { t } = useWords();
  const session = useSessionInfo();
  const show = useRecoveryCode((state) => state.show);
  const [hubUrl, setHubUrl] = useState(invitation?.hub ?? session.hubUrl);
  const [code, setCode] = useState(invitation?.code ?? '');
  const password = useNewPassword();
  const { ask, isBusy, problem, setProblem } = useAsk();
  const isOtherHub = session.isRegistered && hubUrl !== session.hubUrl;
  const take = (typed: string): void => {
    const link = readInvitationLink(typed);
    setCode(link?.code ?? typed);
    if (link?.hub !== undefined) setHubUrl(link.hub);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!password.isReady) return setProblem(t('access.differ'));
    const answer = await ask('session.acceptInvitation', { hubUrl, code, password: password.value });
    if (!answer.ok) return undefined;
    show((answer.value as AcceptedInvitation).recoveryCode);
    return onAccepted?.();
  };
  return (
    <form
      onSubmit={(event) => {
        void submit(event);
      }}
      className="door-form"
    >
      <Stack gap="sm">
        <Title order={1} size="h1">
          {t('access.accept')}
        </Title>
        <Text c="dimmed">{t('access.acceptHint')}</Text>
        <Problem text={problem} />
        {isOtherHub && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }} data-testid="other-hub">
            {t('access.otherHub', { hub: hubUrl, own: session.hubUrl })}
          </Text>
        )}
        {!session.isRegistered && (
          <TextInput
            label={t('signIn.hub')}
            value={hubUrl}
            onChange={(event) => setHubUrl(event.currentTarget.value)}
            required
          />
        )}
        <TextInput
          label={t('access.code')}
          size="lg"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => take(event.currentTarget.value)}
          required
          autoFocus={invitation === undefined}
          maxLength={700}
          className="code-input"
        />
        {password.fields}
        <Button type="submit" loading={isBusy} size="lg">
          {t('access.accept')}
        </Button>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={onBack}>
          {t('access.backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}

/**
 * A followed invitation. Whoever is at work meanwhile is locked out of sight: what is done here is done by somebody
 * else.
 */
export function FollowedInvitation({ invitation }: Readonly<{ invitation: InvitationAddress }>): ReactNode {
  const { user, lock } = useSessionInfo();
  const navigate = useNavigate();
  const isAtWork = useRef(user !== null && lock === 'open');
  useEffect(() => {
    if (isAtWork.current) void request('session.lock', {});
  }, []);
  const leave = (): void => {
    // The code does not stay in the window's history.
    void navigate({ to: '/', replace: true });
  };
  return (
    <AccessFrame>
      <AcceptInvitation invitation={invitation} onBack={leave} onAccepted={leave} />
    </AccessFrame>
  );
}
