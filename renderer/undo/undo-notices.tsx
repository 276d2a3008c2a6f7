/**
 * A notice with the way back after what is not seen where it was done. It goes when the thing is back, whoever brought
 * it back.
 */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { Entry } from './undo-stack.ts';
import { useOutlook } from './use-outlook.ts';

/** These are seen where they were done. */
const QUIET: ReadonlySet<string> = new Set([
  'row.create',
  'row.update',
  'inventory.create',
  'inventory.changeStatus',
  'photo.add',
  'photo.makeMain',
  'attachment.add',
  'document.create',
  // The way back stands beside the steps of a truck, in its order, and over what stands on the road.
  'packing.record',
  'transport.depart',
  'transport.arrive',
  'transport.unloaded',
  'transport.order',
]);
const SHOWN_MS = 10_000;
/** Longer for what took something away. */
const SHOWN_DELETED_MS = 15_000;

const isDeletion = ({ inverse, gesture }: Entry): boolean =>
  inverse.name === 'deletion.restore' && gesture === undefined;
/** What was done to many rows is always said: most of them are out of sight. */
const isQuiet = ({ done, gesture }: Entry): boolean =>
  gesture === undefined && (QUIET.has(done.name) || /^(?:show|report|scene|runSheet)\.(?!removeLines)/.test(done.name));

function Notice({ entry, onTake }: Readonly<{ entry: Entry; onTake: (entry: Entry) => void }>): ReactNode {
  const { t } = useWords();
  const outlook = useOutlook(entry);
  return (
    <>
      <div>
        {outlook === undefined ? '…' : isDeletion(entry) ? t('deletion.done', { title: outlook.title }) : outlook.done}
      </div>
      <Button
        mt={4}
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        onClick={() => onTake(entry)}
      >
        {t(isDeletion(entry) ? 'deletion.undo' : 'undo.take')}
      </Button>
    </>
  );
}

type Props = Readonly<{ entries: readonly Entry[]; onTake: (entry: Entry) => void }>;

export function UndoNotices({ entries, onTake }: Props): ReactNode {
  const shown = useRef(new Set<string>());
  useEffect(() => {
    const standing = new Set(entries.map(({ id }) => id));
    for (const id of shown.current)
      if (!standing.has(id)) {
        notifications.hide(id);
        shown.current.delete(id);
      }
    const newest = entries.at(-1);
    if (newest === undefined || shown.current.has(newest.id) || isQuiet(newest)) return;
    const left = (newest.inverse.name === 'deletion.restore' ? SHOWN_DELETED_MS : SHOWN_MS) - (Date.now() - newest.at);
    // What was done before the window was locked is in the menu.
    if (left <= 0) return;
    shown.current.add(newest.id);
    notifications.show({
      id: newest.id,
      autoClose: left,
      color: 'gray',
      message: <Notice entry={newest} onTake={onTake} />,
    });
  }, [entries, onTake]);
  return null;
}
