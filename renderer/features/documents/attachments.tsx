/** Files that hang on an object: added by choice, drop and paste, looked at here, taken away with a way back. */
import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import { type AttachmentView, attachmentsOf } from '../../../shared/features/documents/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { attachmentAdd } from '../../../shared/mutations/file-mutations.ts';
import { ATTACHABLE } from '../../../shared/schema/tables/attachments.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt, useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { factsOf } from '../../files/file-facts.ts';
import { type Keep, takeIn } from '../../files/intake.ts';
import { IntakeList } from '../../files/intake-list.tsx';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { formatMoment, formatNumber } from '../../lib/format.ts';
import { FileActs } from '../../viewer/content-view.tsx';
import { type Looked, ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import './documents.css';

type Attachable = (typeof ATTACHABLE)[number];
type Props = Readonly<{ table: string; id: string }>;

const isAttachable = (table: string): table is Attachable => (ATTACHABLE as readonly string[]).includes(table);
/** Whether files can hang on rows of the table. */
export const takesFiles = (table: string): boolean => isAttachable(table);

function Count({ table, id }: Readonly<{ table: Attachable; id: string }>): ReactNode {
  const { language } = useWords();
  const count = useQuery(attachmentsOf, { table, id }).data?.length ?? 0;
  return count === 0 ? null : <span className="object-count num">{formatNumber(count, language)}</span>;
}

/** How many there are; nothing while there are none. */
export const AttachmentCount = ({ table, id }: Props): ReactNode =>
  isAttachable(table) ? <Count table={table} id={id} /> : null;

function useTake(table: Attachable, entityId: string): { target: string; take: (files: readonly File[]) => void } {
  const { t } = useWords();
  const say = useFailureText();
  const attempt = useAttempt();
  const target = `attachments/${entityId}`;
  const take = useCallback(
    (files: readonly File[]) => {
      const keep: Keep = async (taken) => {
        const file = factsOf(taken);
        const there = await connection.ask(attachmentsOf, { table, id: entityId });
        if (there.some((each) => each.file.sha256 === file.sha256))
          return { kind: 'twice', sentence: t('documents.hangsTwice') };
        const outcome = await attempt(attachmentAdd, { id: newId(), table, entityId, file, caption: file.name });
        return outcome.ok ? { kind: 'kept' } : { kind: 'failed', sentence: outcome.sentence };
      };
      takeIn(target, files, { keep, say });
    },
    [t, say, attempt, table, entityId, target],
  );
  return { target, take };
}

type LineProps = Readonly<{ attachment: AttachmentView; mayEdit: boolean; onOpen: () => void }>;

function Line({ attachment, mayEdit, onOpen }: LineProps): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const { id, file, caption, by, at } = attachment;
  const name = caption ?? file.name;
  return (
    <li data-testid="attachment">
      <button
        type="button"
        className="version-picture"
        aria-label={t('documents.lookAtFile', { name })}
        onClick={onOpen}
      >
        <Thumb file={file} />
      </button>
      <div className="version-words">
        <span className="version-head">
          <b className="cut">{name}</b>
          <WhereSign where={file.where} size={16} />
        </span>
        <span className="dim small">
          {[by, formatMoment(at, language), bytesSaid(file.size, language)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <FileActs file={file} />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('documents.unhang', { name })}
          onClick={() => void mutate(rowDelete, { table: 'attachments', id, deletionId: newId() })}
        >
          <IconTrash size={18} />
        </ActionIcon>
      )}
    </li>
  );
}

function Attached({ table, id }: Readonly<{ table: Attachable; id: string }>): ReactNode {
  const { t, language } = useWords();
  const { data, failure } = useQuery(attachmentsOf, { table, id });
  const mayEdit = useCan('documents.edit');
  const { target, take } = useTake(table, id);
  const { open: choose, field } = useFileChooser(take);
  const [open, setOpen] = useState<string>();
  if (failure !== undefined) return <FailureState failure={failure} />;
  const looked = (data ?? []).map(
    ({ id: key, file, by, at }): Looked => ({
      key,
      file,
      note: [by, formatMoment(at, language)].filter(Boolean).join(' · '),
    }),
  );
  return (
    // Photos of a thing take what is pasted on its page.
    <DropZone label={t('documents.dropFiles')} isOff={!mayEdit} takesPaste={table !== 'inventory_items'} onFiles={take}>
      <Stack gap="xs" mih={120} data-testid="attachments">
        {data?.length === 0 && (
          <Text c="dimmed">{t(mayEdit ? 'documents.nothingHangs' : 'documents.nothingHangsReadOnly')}</Text>
        )}
        <ol className="versions">
          {data?.map((attachment) => (
            <Line key={attachment.id} attachment={attachment} mayEdit={mayEdit} onOpen={() => setOpen(attachment.id)} />
          ))}
        </ol>
        <IntakeList target={target} />
        {mayEdit && (
          <div>
            <Button variant="default" leftSection={<IconPaperclip size={16} />} onClick={choose}>
              {t('documents.attach')}
            </Button>
          </div>
        )}
        {field}
      </Stack>
      {open !== undefined && (
        <ViewerDialog files={looked} open={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
      )}
    </DropZone>
  );
}

export const Attachments = ({ table, id }: Props): ReactNode =>
  isAttachable(table) ? <Attached table={table} id={id} /> : null;
