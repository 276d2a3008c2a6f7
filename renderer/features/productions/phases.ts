/** Phases of an evening in their order, and what they are called. */

export const PHASES = ['load_in', 'pre_show', 'during', 'post_show', 'load_out'] as const;
/** One of them. */
export type Phase = (typeof PHASES)[number];

export const phaseWords = {
  load_in: 'productions.phase.load_in',
  pre_show: 'productions.phase.pre_show',
  during: 'productions.phase.during',
  post_show: 'productions.phase.post_show',
  load_out: 'productions.phase.load_out',
} as const satisfies Readonly<Record<Phase, string>>;
