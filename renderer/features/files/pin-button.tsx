/** «Взять с собой»: all files of a place, a category, a production, a document or a thing lie on this laptop. */
import { Alert, Button, Group, Popover, Stack } from '@mantine/core';
import { IconBackpack, IconCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { Loading } from '../../components/loading.tsx';
import { useAsk } from '../../data/use-ask.ts';
import { useFileStatus } from '../../files/file-status.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EstimateLine } from './estimate-line.tsx';
import { type PinScope, useEstimate, useIsPinned, usePinning } from './use-pin.ts';
import './files-page.css';

/** Stops what travels, or lets it go on: of everything, not of one pin alone. */
export function PauseButton(): ReactNode {
  const { t } = useWords();
  const status = useFileStatus();
  const { isBusy, ask } = useAsk();
  if (status === undefined) return null;
  const isPaused = status.down.state === 'paused' || status.up.state === 'paused';
  return (
    <Button
      variant="default"
      loading={isBusy}
      leftSection={isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
      onClick={() => void ask('files.setPaused', { isPaused: !isPaused })}
    >
      {t(isPaused ? 'files.goOn' : 'files.pause')}
    </Button>
  );
}

function Panel({ scope, isPinned }: Readonly<{ scope: PinScope; isPinned: boolean }>): ReactNode {
  const { t, language } = useWords();
  const { estimate, problem } = useEstimate(scope, true);
  const pinning = usePinning(scope);
  const status = useFileStatus();
  const said = problem ?? pinning.problem;
  if (estimate === undefined) return said === undefined ? <Loading size="sm" /> : <Alert color="red">{said}</Alert>;
  const isFull = !isPinned && !estimate.hasRoom;
  return (
    <Stack gap="sm">
      <EstimateLine estimate={estimate} isPinned={isPinned} />
      {said !== undefined && <Alert color="red">{said}</Alert>}
      {isFull && (
        <Alert color="orange">
          {t('files.noRoom', {
            missing: bytesSaid(estimate.missingBytes, language),
            free: bytesSaid(status?.freeBytes ?? 0, language),
          })}
        </Alert>
      )}
      {!isPinned && !isFull && <span className="dim small">{t('files.pinHint')}</span>}
      <Group gap="xs">
        {isPinned ? (
          <>
            {estimate.missing > 0 && <PauseButton />}
            <Button variant="default" loading={pinning.isBusy} onClick={pinning.unpin}>
              {t('files.unpin')}
            </Button>
          </>
        ) : (
          <Button loading={pinning.isBusy} disabled={isFull} onClick={pinning.pin} data-autofocus>
            {t('files.pinNow')}
          </Button>
        )}
      </Group>
      {isPinned && <span className="dim small">{t('files.unpinHint')}</span>}
    </Stack>
  );
}

export function PinButton({ table, id }: PinScope): ReactNode {
  const { t } = useWords();
  const scope = { table, id };
  const [isOpen, setOpen] = useState(false);
  const isPinned = useIsPinned(scope) === true;
  return (
    <Popover opened={isOpen} onChange={setOpen} width={340} position="bottom-start" withArrow trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={isPinned ? <IconCheck size={16} /> : <IconBackpack size={16} />}
          data-testid="pin"
          onClick={() => setOpen(!isOpen)}
        >
          {t(isPinned ? 'files.pinned' : 'files.pin')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('files.pin')}>
        {isOpen && <Panel scope={scope} isPinned={isPinned} />}
      </Popover.Dropdown>
    </Popover>
  );
}
