/** In the bar: what Ctrl Z would take back, in words, and what was done before that. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useSessionInfo } from '../app/contexts.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatTime } from '../lib/format.ts';
import { UndoNotices } from './undo-notices.tsx';
import { type Entry, useUndoStack } from './undo-stack.ts';
import { useUndoKey } from './undo-target.ts';
import { useOutlook } from './use-outlook.ts';
import { type Telling, useTakeBack } from './use-undo.ts';

/** The menu offers so many; the key goes on beyond them. */
const OFFERED = 12;
const NONE: readonly Entry[] = [];

function Line({ entry, isNext, onTake }: Readonly<{ entry: Entry; isNext: boolean; onTake: () => void }>): ReactNode {
  const { language } = useWords();
  const outlook = useOutlook(entry);
  return (
    <Menu.Item
      onClick={onTake}
      disabled={outlook === undefined}
      rightSection={
        isNext ? (
          <kbd className="kbd">Ctrl Z</kbd>
        ) : (
          <span className="dim num">{formatTime(new Date(entry.at).toISOString(), language)}</span>
        )
      }
    >
      {outlook?.words ?? '…'}
    </Menu.Item>
  );
}

function Hint({ entry }: Readonly<{ entry: Entry }>): ReactNode {
  const { t } = useWords();
  const words = useOutlook(entry)?.words;
  return words === undefined ? t('undo.button') : t('undo.last', { words });
}

/**
 * What can be taken back, and the way to it; Ctrl Z takes the newest. One of a window. `telling`: said there instead of
 * in notices.
 */
export function useUndoAtHand(telling?: Telling): {
  readonly entries: readonly Entry[];
  readonly takeBack: (entry: Entry) => void;
} {
  const userId = useSessionInfo().user?.id ?? '';
  const entries = useUndoStack((state) => (state.owner === userId ? state.entries : NONE));
  const takeBack = useTakeBack(telling);
  useEffect(() => useUndoStack.getState().belongTo(userId), [userId]);
  const inStack = (): readonly Entry[] => {
    const { owner, entries: now } = useUndoStack.getState();
    return owner === userId ? now : NONE;
  };
  useUndoKey(() => takeBack(() => inStack().at(-1)));
  return { entries, takeBack: ({ id }) => takeBack(() => inStack().find((entry) => entry.id === id)) };
}

export function UndoMenu(): ReactNode {
  const { t } = useWords();
  const { entries, takeBack } = useUndoAtHand();
  const last = entries.at(-1);
  const [isOpen, setOpen] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      disabled={last === undefined}
      bd="none"
      {...(last === undefined ? { bg: 'transparent' } : {})}
      aria-label={t('undo.button')}
      aria-keyshortcuts="Control+Z"
    >
      <IconArrowBackUp size={20} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={380} withArrow>
        <Tooltip
          label={last !== undefined && <Hint entry={last} />}
          disabled={last === undefined || isOpen}
          multiline
          maw={360}
        >
          <Menu.Target>{button}</Menu.Target>
        </Tooltip>
        <Menu.Dropdown aria-label={t('undo.list')} data-testid="undo-list">
          {entries
            .slice(-OFFERED)
            .toReversed()
            .map((entry) => (
              <Line key={entry.id} entry={entry} isNext={entry === last} onTake={() => takeBack(entry)} />
            ))}
        </Menu.Dropdown>
      </Menu>
      <UndoNotices entries={entries} onTake={takeBack} />
    </>
  );
}
