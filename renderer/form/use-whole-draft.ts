/**
 * A draft of something that is edited as a whole: kept on disk stroke by stroke, with what stood there when editing
 * began, so that a draft of last week meets what somebody else has saved since as any late edit does.
 */
import { useEffect } from 'react';
import { draftOf } from '../../shared/features/form/drafts.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { useQuery } from '../data/use-query.ts';
import { useDraft } from './use-draft.ts';

export type Whole = Readonly<Record<string, JsonValue>>;

/** What was kept, as it was kept: what reads it looks whether it still is what it was. */
export interface WholeDraft {
  readonly typed: JsonValue | undefined;
  /** What stood there when editing began. */
  readonly seen: JsonValue | undefined;
  readonly put: (typed: Whole, seen: Whole) => void;
  readonly drop: () => void;
}

const FIELD = 'template';

/** `form` names the draft. */
export function useWholeDraft(form: string): WholeDraft {
  const { fields, put, drop } = useDraft(form);
  const kept = fields[FIELD];
  const onDisk = useQuery(draftOf, { form }).data;
  const isGone = kept !== undefined && onDisk !== undefined && !Object.hasOwn(onDisk, FIELD);
  // A window of the same person that has saved drops the draft of both: what is typed here is kept anew.
  useEffect(() => {
    if (isGone) put(FIELD, kept);
  }, [isGone, kept, put]);
  return {
    typed: kept?.typed,
    seen: kept?.seen,
    put: (typed, seen) => put(FIELD, { typed, seen }),
    drop: () => drop([FIELD]),
  };
}
