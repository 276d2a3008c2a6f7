/** A code that lets somebody in: shown once, copied as a link, or printed as a sheet to hand over. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { InvitationCode } from '../../../shared/ipc/people-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatDateTime } from '../../lib/format.ts';

export interface GivenCode {
  readonly name: string;
  readonly kind: 'invitation' | 'reset';
  readonly code: InvitationCode;
}

export function CodeSheet({ given, onClose }: Readonly<{ given: GivenCode; onClose: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { theaterName, hubUrl } = useSessionInfo();
  const {
    name,
    kind,
    code: { code, link, expiresAt },
  } = given;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    notifications.show({ message: t('team.copied'), autoClose: 2500 });
  };
  return (
    <Dialog onClose={onClose} title={t(kind === 'reset' ? 'team.codeReset' : 'team.codeTitle', { name })} size="lg">
      <Stack gap="md" className="print-sheet">
        <div className="print-only">
          <b>{theaterName}</b>
          <br />
          {t(kind === 'reset' ? 'team.codeReset' : 'team.codeTitle', { name })}
        </div>
        <output className="code-shown" data-testid="invitation-code">
          {code}
        </output>
        <Text>{t('team.codeHow', { when: formatDateTime(expiresAt, language) })}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('team.hub')}: {hubUrl}
          <br />
          {t('team.codeLink')}: {link}
        </Text>
        <Group className="no-print" justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              void copy();
            }}
          >
            {t('team.copy')}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t('team.print')}
          </Button>
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
