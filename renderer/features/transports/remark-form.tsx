/** What is damaged, in a few words and a photo: an entry of the packing, and a fault of the thing. In place. */
import { IconCamera } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { BoardLine, TransportBoard } from '../../../shared/features/transports/queries.ts';
import { attachmentAdd } from '../../../shared/mutations/file-mutations.ts';
import { packingRecord } from '../../../shared/mutations/packing-mutations.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
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

/** A photo of the fault; the fault is made with the first of them, or with the words. */
function useFault(line: BoardLine, text: string) {
  const attempt = useAttempt();
  const [fault, setFault] = useState<string>();
  const report = async (): Promise<string | undefined> => {
    if (fault !== undefined) return fault;
    const id = newId();
    const values = { inventory_item_id: line.itemId, title: (text.trim() || line.name).slice(0, 255) };
    const outcome = await attempt(rowCreate, { table: 'faults', id, values });
    if (outcome.ok) setFault(id);
    return outcome.ok ? id : undefined;
  };
  return { report };
}

export function RemarkForm({ board, line, action, pieces, venueId, recording, onClose }: Props): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const attempt = useAttempt();
  const say = useFailureText();
  const mayReport = useCan('faults.report');
  const mayAttach = useCan('documents.edit') && mayReport && action === 'damage';
  const { report } = useFault(line, text);
  const target = `transports/${line.id}`;
  const { open, field } = useFileChooser(
    (files) =>
      takeIn(target, files, {
        say,
        keep: async (taken) => {
          const file = factsOf(taken);
          if (!file.mime.startsWith('image/')) return { kind: 'failed', sentence: t('photos.noPicture') };
          const faultId = await report();
          if (faultId === undefined) return { kind: 'failed', sentence: t('photos.noPicture') };
          const args = { id: newId(), table: 'faults' as const, entityId: faultId, file };
          const outcome = await attempt(attachmentAdd, args);
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
    const told = { said: t(`transports.said.${action}`), name: line.name };
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
