/** Pictures of a section on their way in, and looked at large. */
import { type ReactNode, useCallback, useState } from 'react';
import { attachmentsOf } from '../../../shared/features/documents/queries.ts';
import { referredThings } from '../../../shared/features/passport/queries.ts';
import type { OwnReference } from '../../../shared/markdown/document.ts';
import { attachmentAdd } from '../../../shared/mutations/file-mutations.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { factsOf } from '../../files/file-facts.ts';
import { type Keep, takeIn } from '../../files/intake.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { ViewerDialog } from '../../viewer/viewer-dialog.tsx';

/** Where they are shown on their way. */
export const pictureTarget = (sectionId: string): string => `passport_sections/${sectionId}`;

/** What a picture is called, without what would end its name in a text. */
const nameOf = (file: string): string =>
  file
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[[\]\\\n]/g, ' ')
    .trim();

/** Takes pictures in as attachments of the section; `insert` is given the text that names each. */
export function useTakePictures(sectionId: string): (files: readonly File[], insert: (text: string) => void) => void {
  const attempt = useAttempt();
  const say = useFailureText();
  return useCallback(
    (files, insert) => {
      const keep: Keep = async (taken) => {
        const file = factsOf(taken);
        const there = await connection.ask(attachmentsOf, { table: 'passport_sections', id: sectionId });
        // The same picture twice is one content, named twice.
        const same = there.find((each) => each.file.sha256 === file.sha256);
        const id = same?.id ?? newId();
        if (same === undefined) {
          const outcome = await attempt(attachmentAdd, {
            id,
            table: 'passport_sections',
            entityId: sectionId,
            file,
            caption: file.name.slice(0, 255),
          });
          if (!outcome.ok) return { kind: 'failed', sentence: outcome.sentence };
        }
        const sign = file.mime.startsWith('image/') ? '!' : '';
        insert(`${sign}[${nameOf(file.name)}](attachment:${id})`);
        return { kind: 'kept' };
      };
      takeIn(pictureTarget(sectionId), files, { keep, say });
    },
    [sectionId, attempt, say],
  );
}

/** What a text names, in the viewer: `show` opens it, `viewer` stands on the page. */
export function usePictureViewer(): { readonly show: (reference: OwnReference) => void; readonly viewer: ReactNode } {
  const [shown, setShown] = useState<OwnReference>();
  const references = shown === undefined ? [] : [shown];
  const things = useQuery(referredThings, { references }).data;
  const key = shown === undefined ? '' : `${shown.kind}:${shown.id}`;
  const file = things?.[key]?.file ?? null;
  return {
    show: setShown,
    viewer:
      file === null ? null : (
        <ViewerDialog
          files={[{ key, file, note: things?.[key]?.name ?? '' }]}
          open={key}
          onOpen={() => undefined}
          onClose={() => setShown(undefined)}
        />
      ),
  };
}
