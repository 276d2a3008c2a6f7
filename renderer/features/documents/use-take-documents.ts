/** Files become documents of a category: each one, with its own name; what is a document already is said. */
import { useCallback } from 'react';
import { documentWithContent } from '../../../shared/features/documents/queries.ts';
import { documentCreate } from '../../../shared/mutations/file-mutations.ts';
import { connection } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { factsOf } from '../../files/file-facts.ts';
import { type Keep, takeIn } from '../../files/intake.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';

/** Where documents on their way in are told of. */
export const DOCUMENT_TARGET = 'documents';

/** «План света.pdf» is called «План света». */
export const titleOfFile = (name: string): string => name.replace(/(?<=.)\.[^.]{1,8}$/u, '').trim() || name;

export function useTakeDocuments(): (files: readonly File[], categoryId: string | null) => void {
  const { t } = useWords();
  const say = useFailureText();
  const attempt = useAttempt();
  return useCallback(
    (files, categoryId) => {
      const keep: Keep = async (taken) => {
        const file = factsOf(taken);
        const known = await connection.ask(documentWithContent, { sha256: file.sha256 });
        if (known !== null) return { kind: 'twice', sentence: t('documents.twice', { name: known.name }) };
        const outcome = await attempt(documentCreate, {
          id: newId(),
          versionId: newId(),
          name: titleOfFile(file.name),
          file,
          ...(categoryId === null ? {} : { categoryId }),
        });
        return outcome.ok ? { kind: 'kept' } : { kind: 'failed', sentence: outcome.sentence };
      };
      takeIn(DOCUMENT_TARGET, files, { keep, say });
    },
    [t, attempt, say],
  );
}
