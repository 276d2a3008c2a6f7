/** Which status may follow which. */

type Transitions = Readonly<Record<string, readonly string[]>>;

/** A thing: in stock, reserved, out, in repair, or gone for good. */
export const itemStatus = {
  in_stock: ['reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'],
  reserved: ['in_stock', 'on_stage', 'on_tour', 'in_repair'],
  on_stage: ['in_stock', 'reserved', 'on_tour', 'in_repair'],
  on_tour: ['in_stock', 'reserved', 'on_stage', 'in_repair'],
  in_repair: ['in_stock', 'decommissioned'],
  decommissioned: ['in_stock'],
} as const satisfies Transitions;

/** A count: people set it up, count, review, post. */
export const countStatus = {
  draft: ['counting', 'cancelled'],
  counting: ['review', 'posted', 'cancelled'],
  review: ['counting', 'posted', 'cancelled'],
  posted: [],
  cancelled: [],
} as const satisfies Transitions;

/** A task: somebody takes it, works on it, shows it. */
export const taskStatus = {
  created: ['assigned', 'in_progress', 'completed', 'rejected'],
  assigned: ['created', 'in_progress', 'completed', 'rejected'],
  in_progress: ['assigned', 'review', 'completed', 'rejected'],
  review: ['in_progress', 'completed', 'rejected'],
  completed: ['in_progress'],
  rejected: ['created', 'assigned'],
} as const satisfies Transitions;

/** An event: planned, agreed, on, over. What was called off can be planned again; what is over stays over. */
export const eventStatus = {
  planned: ['confirmed', 'in_progress', 'completed', 'cancelled'],
  confirmed: ['planned', 'in_progress', 'completed', 'cancelled'],
  in_progress: ['confirmed', 'completed', 'cancelled'],
  completed: ['in_progress'],
  cancelled: ['planned'],
} as const satisfies Transitions;

/**
 * Hours: written down, handed in, decided. Approved hours are locked; a decision is taken back by withdrawing before it
 * falls.
 */
export const timeEntryStatus = {
  draft: ['submitted'],
  submitted: ['approved', 'rejected', 'draft'],
  rejected: ['submitted', 'draft'],
  approved: [],
} as const satisfies Transitions;

/** A production, from the first reading to the archive. */
export const performanceStatus = {
  in_development: ['premiere', 'active', 'paused', 'archived'],
  premiere: ['active', 'paused', 'archived'],
  active: ['paused', 'archived', 'premiere'],
  paused: ['in_development', 'active', 'archived'],
  archived: ['active', 'paused'],
} as const satisfies Transitions;

/** The report of an evening: signed once, and never unsigned. */
export const reportStatus = {
  draft: ['signed'],
  signed: [],
} as const satisfies Transitions;

/** A fault: reported, mended or given up; what was mended may fail again. */
export const faultStatus = {
  open: ['in_repair', 'fixed', 'written_off'],
  in_repair: ['open', 'fixed', 'written_off'],
  fixed: ['open'],
  written_off: ['open'],
} as const satisfies Transitions;

/** A tour: planned, agreed, on the road with its first departure, over with its last return. */
export const tourStatus = {
  planned: ['confirmed', 'on_road', 'cancelled'],
  confirmed: ['planned', 'on_road', 'cancelled'],
  on_road: ['confirmed', 'completed', 'planned'],
  completed: ['on_road'],
  cancelled: ['planned'],
} as const satisfies Transitions;

/** A truck, leg after leg: what was unloaded is loaded again. Each step can be taken back. */
export const transportStatus = {
  planned: ['loading', 'departed'],
  loading: ['planned', 'departed'],
  departed: ['loading', 'arrived', 'planned', 'unloaded'],
  arrived: ['departed', 'unloaded', 'loading'],
  unloaded: ['arrived', 'loading', 'departed'],
} as const satisfies Transitions;

/** Whether `to` may follow `from`. */
export function mayFollow(transitions: Transitions, from: string, to: string): boolean {
  return transitions[from]?.includes(to) ?? false;
}
