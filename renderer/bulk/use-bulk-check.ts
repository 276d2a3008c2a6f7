/**
 * What would become of all chosen rows: each mutation is tried on the rows as they stand, by the rules that decide when
 * it is done, and nothing of it stays.
 */
import { useEffect, useState } from 'react';
import { type BulkDeletion, bulkDeletion, bulkRows } from '../../shared/features/lists/bulk.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import type { Lasting, Progress } from '../../shared/ipc/progress.ts';
import { type BulkAction, intentsFor, MOST_AT_ONCE } from '../../shared/lists/bulk.ts';
import type { Selected } from '../../shared/lists/selection.ts';
import { can } from '../../shared/rules/permissions.ts';
import { isTableName } from '../../shared/schema/catalog.ts';
import { useSessionInfo } from '../app/contexts.ts';
import { connection, RequestFailed } from '../data/connection.ts';
import { tryTogether } from '../data/do-together.ts';
import { newId } from '../data/new-id.ts';
import { inverseOf } from '../undo/undo-stack.ts';
import { carryOut, type Reason, reasonsOf, type Step } from './carry-out.ts';

/** What was found out about the chosen rows. */
export interface Found {
  readonly total: number;
  /** What can be done, row by row. */
  readonly steps: readonly Step[];
  /** Rows that are so already. */
  readonly already: number;
  readonly reasons: readonly Reason[];
  /** Rows that one undo would not bring back. */
  readonly noWayBack: number;
  /** What goes along, where rows are deleted. */
  readonly deletion: BulkDeletion | undefined;
}

/** Where the trial stands. `tooMany`: nothing was tried, and nothing will be. */
export type Check =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly progress: Progress | undefined }
  | { readonly kind: 'tooMany'; readonly total: number }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Asked extends Selected {
  readonly action: BulkAction;
}

/**
 * The trial: what is wanted is made into mutations, with the ids under which they would be done, and each is judged by
 * the rules themselves.
 */
async function look({ action, ...selected }: Asked, may: (right: string) => boolean, lasting: Lasting): Promise<Check> {
  const { table } = selected;
  if (!isTableName(table)) throw new Error(`there is no table ${table}`);
  const { total, rows } = await connection.ask(bulkRows, { ...selected, action });
  if (total > MOST_AT_ONCE) return { kind: 'tooMany', total };
  const all = rows.map((row): Step => {
    const intents = intentsFor(table, action, row, { may, newId });
    return { id: row.id, label: row.label, mutations: intents.map((intent) => ({ ...intent, id: newId() })) };
  });
  const wanted = all.filter(({ mutations }) => mutations.length > 0);
  const { verdicts, failure } = await carryOut(wanted, tryTogether, lasting);
  if (failure !== undefined) throw failure;
  const steps = verdicts.flatMap(({ step, refusal }) => (refusal === undefined ? [step] : []));
  const ids = steps.map(({ id }) => id);
  const deletion =
    action.kind === 'delete' && ids.length > 0 ? await connection.ask(bulkDeletion, { table, ids }) : undefined;
  const isOneWay = ({ mutations }: Step): boolean => mutations.some((done) => inverseOf(done.id, done) === undefined);
  const found = {
    total,
    steps,
    already: all.length - wanted.length,
    reasons: reasonsOf(verdicts),
    noWayBack: steps.filter(isOneWay).length,
    deletion,
  };
  return { kind: 'found', found };
}

const IDLE: Check = { kind: 'idle' };

/** Looks again whenever something else is asked; nothing is looked at while it is not said what to do. */
export function useBulkCheck(selected: Selected, action: BulkAction | undefined): Check {
  const permissions = useSessionInfo().user?.permissions;
  const [check, setCheck] = useState<{ readonly question: string; readonly check: Check }>();
  // Arguments are made anew with every rendering: the same text is the same question.
  const question = action === undefined ? '' : JSON.stringify({ ...selected, action, permissions });
  useEffect(() => {
    if (question === '') return undefined;
    const stop = new AbortController();
    const tell = (told: Check): void => {
      if (!stop.signal.aborted) setCheck({ question, check: told });
    };
    const { permissions: held = [], ...asked } = JSON.parse(question) as Asked & { permissions?: string[] };
    look(asked, (right) => can(held, right), {
      onProgress: (progress) => tell({ kind: 'looking', progress }),
      signal: stop.signal,
    })
      .then(tell)
      .catch((error: unknown) => {
        if (!(error instanceof RequestFailed)) throw error;
        tell({ kind: 'failed', failure: error.failure });
      });
    return () => stop.abort();
  }, [question]);
  if (question === '') return IDLE;
  return check?.question === question ? check.check : { kind: 'looking', progress: undefined };
}
