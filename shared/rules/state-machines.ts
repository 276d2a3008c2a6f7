/** Which status may follow which. */

type Transitions = Readonly<Record<string, readonly string[]>>;

/** A thing: in stock, reserved, out, in repair, or gone for good. */
export const itemStatus: Transitions = {
  in_stock: ['reserved', 'on_stage', 'on_tour', 'in_repair', 'decommissioned'],
  reserved: ['in_stock', 'on_stage', 'on_tour', 'in_repair'],
  on_stage: ['in_stock', 'reserved', 'on_tour', 'in_repair'],
  on_tour: ['in_stock', 'reserved', 'on_stage', 'in_repair'],
  in_repair: ['in_stock', 'decommissioned'],
  decommissioned: ['in_stock'],
};

/** A count: people set it up, count, review, post. */
export const countStatus: Transitions = {
  draft: ['counting', 'cancelled'],
  counting: ['review', 'posted', 'cancelled'],
  review: ['counting', 'posted', 'cancelled'],
  posted: [],
  cancelled: [],
};

/** Whether `to` may follow `from`. */
export function mayFollow(transitions: Transitions, from: string, to: string): boolean {
  return transitions[from]?.includes(to) ?? false;
}
