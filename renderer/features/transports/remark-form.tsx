/** What is damaged, in a few words and a photo: an entry of the packing, and a fault of the thing. In place. */
import { IconCamera } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { BoardLine, TransportBoard } from '../../../shared/features/transports/queries.ts';
import { packingRecord } from '../../../shared/mutations/packing-mutations.ts';
import { packingPhoto } from '../../../shared/mutations/packing-photo.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useFileChooser } from '../../files/drop-zone.tsx';
import { factsOf } from '../../files/file-facts.ts';
import { takeIn } from '../../files/intake.ts';
import { IntakeList } from '../../files/intake-list.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import type { Recording } from './use-recording.ts';

type Props = Readonly<{
  board: TransportBoard;
  line: BoardLine;
  action: 'miss' | 'damage';
  pieces: number;
  venueId: string | null;
  recording: Recording;
  onClose: () => void;
}>;

/**
 * The fault is made with the first photo, or with the words; what is said after a photo is its title then. Undefined
 * where it could not be made.
 */
function useFault(line: BoardLine, text: string): () => Promise<string | undefined> {
  const attempt = useAttempt();
  const made = useRef<{ readonly id: string; readonly title: string }>(undefined);
  return async () => {
    const title = (text.trim() || line.name).slice(0, 255);
    if (made.current?.title === title) return made.current.id;
    const id = made.current?.id ?? newId();
    const outcome =
      made.current === undefined
        ? await attempt(rowCreate, { table: 'faults', id, values: { inventory_item_id: line.itemId, title } })
        : await attempt(rowUpdate, { table: 'faults', id, changes: { title }, seen: { title: made.current.title } });
    if (outcome.ok) made.current = { id, title };
    return made.current?.id;
  };
}

export function RemarkForm({ board, line, action, pieces, venueId, recording, onClose }: Props): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const attempt = useAttempt();
  const say = useFailureText();
  const mayReport = useCan('faults.report');
  const mayAttach = useCan('packing.run') && action === 'damage';
  const report = useFault(line, text);
  const target = `transports/${line.id}`;
  const { open, field } = useFileChooser(
    (files) =>
      takeIn(target, files, {
        say,
        keep: async (taken) => {
          const file = factsOf(taken);
          if (!file.mime.startsWith('image/')) return { kind: 'failed', sentence: t('photos.noPicture') };
          const faultId = mayReport ? await report() : undefined;
          const of = { tourId: board.tour.id, itemId: line.itemId, ...(faultId === undefined ? {} : { faultId }) };
          const outcome = await attempt(packingPhoto, { ...of, id: newId(), file });
          return outcome.ok ? { kind: 'kept' } : { kind: 'failed', sentence: outcome.sentence };
        },
      }),
    { accept: 'image/*' },
  );
  const save = async (): Promise<void> => {
    if (action === 'damage' && mayReport) await report();
    const note = text.trim() === '' ? null : text.trim();
    const args = {
      tourId: board.tour.id,
      itemId: line.itemId,
      caseId: line.caseId,
      action,
      quantity: pieces,
      venueId,
      note,
    };
    const told = { said: t(`transports.said.${action}`), name: line.name, tone: 'warn' as const };
    if (await recording.record(packingRecord, args, told, 'already')) onClose();
  };
  const label = t(action === 'damage' ? 'transports.note' : 'transports.whyMissing');
  return (
    <form
      className="tp-remark"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        autoFocus
        className="tp-input"
        value={text}
        maxLength={2000}
        aria-label={label}
        placeholder={action === 'damage' ? t('transports.noteHint') : label}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {mayAttach && (
        <button type="button" className="tp-tap" onClick={open}>
          <IconCamera size={18} aria-hidden /> {t('transports.photo')}
        </button>
      )}
      <button type="submit" className="tp-tap" data-main>
        {t('transports.save')}
      </button>
      <button type="button" className="tp-tap tp-quiet" onClick={onClose}>
        {t('transports.cancel')}
      </button>
      {field}
      <IntakeList target={target} />
    </form>
  );
}
