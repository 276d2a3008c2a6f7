/** Everything that is still undecided, refused at once after a question. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../i18n/use-words.ts';

export function RefuseRest({
  count,
  isBusy,
  onRefuse,
}: Readonly<{ count: number; isBusy: boolean; onRefuse: () => void }>): ReactNode {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const refuse = (): void => {
    setAsking(false);
    onRefuse();
  };
  return (
    <>
      <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => setAsking(true)}>
        {t('team.refuseRest')}
      </Button>
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t('team.refuseTitle')}>
          <Stack>
            <Text>{t('team.refuseAsk', { count })}</Text>
            <Group justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
                {t('common.cancel')}
              </Button>
              <Button color="red" onClick={refuse}>
                {t('team.refuseYes')}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
