/**
 * Hours: handed in, decided, taken back. Writing them down is a plain edit (`row.create` on `time_entries`). Each step
 * leaves a line in `approval_workflows`.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { mayFollow, timeEntryStatus } from '../rules/state-machines.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { requireOwnHours } from './row-rules.ts';

type Decision = Row<'approval_workflows'>['decision'];
const FOLLOWS: Readonly<Record<Decision, Row<'time_entries'>['status']>> = {
  submitted: 'submitted',
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'draft',
};

const args = z.strictObject({ id: rowId, comment: z.string().max(2000).optional() });

/**
 * Whether the decision may follow at all is asked before who takes it: that is what a person wants to hear of decided
 * hours.
 */
function requireStep(entry: Row<'time_entries'>, decision: Decision): void {
  const to = FOLLOWS[decision];
  if (mayFollow(timeEntryStatus, entry.status, to)) return;
  throw new Refusal('status.transition', {
    table: 'time_entries',
    title: `${entry.date}, ${entry.hours}`,
    from: entry.status,
    to,
  });
}

/** The entry has the last decision, the workflow keeps all of them. Taking a decision back clears who made it. */
async function decide(
  tx: MutationTx,
  entry: Row<'time_entries'>,
  decision: Decision,
  comment: string | undefined,
): Promise<void> {
  const to = FOLLOWS[decision];
  requireStep(entry, decision);
  const isDecided = decision === 'approved' || decision === 'rejected';
  await tx.update('time_entries', entry.id, {
    status: to,
    approved_by_id: isDecided ? tx.author.employeeId : null,
    approved_by_name: isDecided ? tx.author.name : null,
    approved_at: isDecided ? tx.time : null,
  });
  await tx.insert('approval_workflows', {
    id: tx.derive('approval'),
    time_entry_id: entry.id,
    approver_id: tx.author.employeeId,
    approver_name: tx.author.name,
    decision,
    comment: comment ?? null,
    decided_at: tx.time,
  });
}

/** `time.submit {id, comment?}`: the hours are handed in and wait for a decision. */
export const timeSubmit = defineMutation({
  name: 'time.submit',
  words: ['Часы сданы', 'Hours submitted'],
  args,
  permission: () => 'hours.own',
  step: {
    table: 'time_entries',
    from: ['draft', 'rejected'],
    label: ['Сдать', 'Hand in'],
    comment: 'optional',
    isMain: true,
  },
  run: async (tx, { id, comment }) => {
    const entry = await tx.require('time_entries', id);
    await requireOwnHours(tx, entry);
    await decide(tx, entry, 'submitted', comment);
  },
  inverse: ({ id }) => ({ name: 'time.withdraw', args: { id } }),
});

/** `time.withdraw {id, comment?}`: taken back before, or after a rejection, to be changed. */
export const timeWithdraw = defineMutation({
  name: 'time.withdraw',
  words: ['Часы отозваны', 'Hours withdrawn'],
  args,
  permission: () => 'hours.own',
  step: {
    table: 'time_entries',
    from: ['rejected', 'submitted'],
    label: ['Отозвать', 'Withdraw'],
    comment: 'optional',
    isMain: false,
  },
  run: async (tx, { id, comment }) => {
    const entry = await tx.require('time_entries', id);
    await requireOwnHours(tx, entry);
    await decide(tx, entry, 'withdrawn', comment);
  },
});

/**
 * The approver must be neither the one who worked, nor the one who wrote the hours down, nor the one who changed or
 * handed them in last.
 */
function requireStranger(tx: MutationTx, entry: Row<'time_entries'>): void {
  const { userId, employeeId } = tx.author;
  if (entry.employee_id === employeeId || entry.created_by_id === userId || entry.updated_by_id === userId)
    throw new Refusal('time.ownApproval');
}

/** `time.approve {id, comment?}`: the hours stand and are locked. */
export const timeApprove = defineMutation({
  name: 'time.approve',
  words: ['Часы утверждены', 'Hours approved'],
  args,
  permission: () => 'hours.approve',
  step: {
    table: 'time_entries',
    from: ['submitted'],
    label: ['Утвердить', 'Approve'],
    comment: 'optional',
    isMain: true,
  },
  run: async (tx, { id, comment }) => {
    const entry = await tx.require('time_entries', id);
    requireStep(entry, 'approved');
    requireStranger(tx, entry);
    await decide(tx, entry, 'approved', comment);
  },
});

/** `time.reject {id, comment}`: back to their author, with the reason. */
export const timeReject = defineMutation({
  name: 'time.reject',
  words: ['Часы отклонены', 'Hours rejected'],
  args: z.strictObject({ id: rowId, comment: z.string().min(1).max(2000) }),
  permission: () => 'hours.approve',
  step: {
    table: 'time_entries',
    from: ['submitted'],
    label: ['Отклонить', 'Reject'],
    comment: 'required',
    isMain: false,
  },
  run: async (tx, { id, comment }) => {
    const entry = await tx.require('time_entries', id);
    requireStep(entry, 'rejected');
    requireStranger(tx, entry);
    await decide(tx, entry, 'rejected', comment);
  },
});
