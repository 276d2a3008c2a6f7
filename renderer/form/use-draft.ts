/** The draft of one form: what was typed in it and not saved, as it was left, also by an earlier run of the program. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type DraftFields, draftOf, type FieldDraft } from '../../shared/features/form/drafts.ts';
import { connection, RequestFailed } from '../data/connection.ts';
import { useShowFailure } from '../data/use-mutate.ts';
import { type Clock, DraftKeeper, type DraftStore } from './draft-keeper.ts';

export interface Draft {
  /** By field; a field that is not here is not being edited. */
  readonly fields: DraftFields;
  /** Fields that were found as they had been left. */
  readonly restored: ReadonlySet<string>;
  /** Undefined until it is known whether something had been left. */
  readonly isLoaded: boolean;
  readonly put: (name: string, draft: FieldDraft) => void;
  readonly drop: (names: readonly string[]) => void;
}

const windowClock: Clock = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/** What the shell says already; the next stroke keeps all of it again. */
const COMES_AGAIN: ReadonlySet<string> = new Set(['link.lost', 'session.locked', 'replica.sealed', 'auth.needed']);

const NOTHING: DraftFields = {};
const NONE: ReadonlySet<string> = new Set();

/** `form` names the form: a row's, or that for new rows of a page. */
export function useDraft(form: string): Draft {
  const showFailure = useShowFailure();
  const [state, setState] = useState({ form, fields: NOTHING, restored: NONE, isLoaded: false });
  const keeper = useRef<DraftKeeper>(undefined);
  useEffect(() => {
    const store: DraftStore = {
      load: (name) => connection.ask(draftOf, { form: name }),
      keep: (name, fields) => {
        connection.request('draft.keep', { form: name, fields }).catch((error: unknown) => {
          if (!(error instanceof RequestFailed && COMES_AGAIN.has(error.failure.code))) showFailure(error);
        });
      },
    };
    const mine = new DraftKeeper(form, store, windowClock);
    keeper.current = mine;
    mine
      .load()
      .then((fields) => {
        if (keeper.current === mine)
          setState((before) => {
            const typed = before.form === form ? before.fields : NOTHING;
            const restored = new Set(Object.keys(fields).filter((name) => !Object.hasOwn(typed, name)));
            return { form, fields, restored, isLoaded: true };
          });
      })
      .catch(showFailure);
    const flush = (): void => mine.flush();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('blur', flush);
    document.addEventListener('focusout', flush);
    return () => {
      flush();
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('blur', flush);
      document.removeEventListener('focusout', flush);
    };
  }, [form, showFailure]);
  const show = useCallback((): void => {
    const fields = keeper.current?.fields ?? NOTHING;
    setState((before) => ({ ...before, fields }));
  }, []);
  const put = useCallback(
    (name: string, draft: FieldDraft): void => {
      keeper.current?.put(name, draft);
      show();
    },
    [show],
  );
  const drop = useCallback(
    (names: readonly string[]): void => {
      keeper.current?.drop(names);
      show();
    },
    [show],
  );
  return { ...state, put, drop };
}
