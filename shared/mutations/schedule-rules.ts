/** What a theatre makes of plans that do not go together. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { type CollisionCode, collisionCodes, MOST_REST_HOURS, POLICY_SETTINGS } from '../rules/collisions.ts';
import type { JsonValue } from '../schema/define.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { loadPolicy } from './schedule-plan.ts';

const severity = z.enum(['warn', 'block']);
const hours = z.int().min(0).max(MOST_REST_HOURS);
const rule = z.enum(collisionCodes as readonly [CollisionCode, ...CollisionCode[]]);
const [REST_HOURS, COLLISIONS] = POLICY_SETTINGS;

/**
 * `schedule.setRule {rule, severity, seen}`: such a collision only warns, or stops the publication of who collides;
 * `{restHours, seen}`: so many hours of rest the theatre wants between days. One rule at a time, so that two people who
 * change different ones never meet. Refused where somebody else has changed it meanwhile: whoever decides anew sees
 * what for.
 */
export const scheduleSetRule = defineMutation({
  name: 'schedule.setRule',
  words: ['Правило расписания изменено', 'Schedule rule changed'],
  args: z.union([
    z.strictObject({ rule, severity, seen: severity }),
    z.strictObject({ restHours: hours, seen: hours }),
  ]),
  permission: () => 'settings.manage',
  run: async (tx, args) => {
    const policy = await loadPolicy(tx.db, tx.theaterId);
    if ('rule' in args) {
      requireSeen(args.rule, policy.severity[args.rule], args.seen, args.severity);
      await keep(tx, COLLISIONS, { ...policy.severity, [args.rule]: args.severity });
    } else {
      requireSeen('person.rest', policy.restHours, args.seen, args.restHours);
      await keep(tx, REST_HOURS, { hours: args.restHours });
    }
  },
  inverse: (args) => ({
    name: 'schedule.setRule',
    args:
      'rule' in args
        ? { rule: args.rule, severity: args.seen, seen: args.severity }
        : { restHours: args.seen, seen: args.restHours },
  }),
});

function requireSeen<V>(changed: CollisionCode, found: V, seen: V, wanted: V): void {
  if (found !== seen && found !== wanted) throw new Refusal('schedule.ruleChanged', { rule: changed });
}

async function keep(tx: MutationTx, key: string, value: JsonValue): Promise<void> {
  const found = await tx.rows.findByKey('settings', tx.theaterId, { key });
  if (found !== undefined) await tx.update('settings', found.id, { value });
  else await tx.insert('settings', { id: tx.derive('rule'), key, value });
}
