/** What packers do, drawn for the random runs: few tours and few things, so that packers meet in one line. */
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

const LIVE = 'deleted_at IS NULL';

/** Mutations of packing that are drawn here, the frequent ones more often. */
export const PACKING_NAMES = [
  'packing.plan',
  'packing.plan',
  ...Array<string>(4).fill('packing.record'),
  'packing.recordCase',
  'packing.undo',
  'packing.unplan',
  'packing.note',
  'packing.photo',
  'packing.takeBackPhoto',
];

const ids = (look: Look, table: string, where = LIVE): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 5`).map((row) => String(row['id']));

const ACTIONS = ['pack', 'pack', 'pack', 'load', 'unload', 'return', 'miss', 'damage'] as const;

/** Mostly of something that is on a list. */
function photoAct(random: Random, look: Look): Act {
  const line = random.pick(
    look(`SELECT tour_id, inventory_item_id FROM packing_lines WHERE ${LIVE} ORDER BY id LIMIT 5`),
  );
  const itemId = String(line?.['inventory_item_id'] ?? random.id());
  const faultId = random.pick(ids(look, 'faults', `${LIVE} AND inventory_item_id = '${itemId}'`));
  const file = { sha256: String(random.below(6)).repeat(64), size: 20, mime: 'image/jpeg', name: 'ф.jpg' };
  const tourId = String(line?.['tour_id'] ?? random.id());
  return {
    name: 'packing.photo',
    args: { id: random.id(), tourId, itemId, ...(faultId === undefined ? {} : { faultId }), file },
  };
}

/** Undefined where the mutation is not one of packing, or nothing is there to pack. */
export function packingAct(random: Random, look: Look, name: string): Act | undefined {
  if (!PACKING_NAMES.includes(name)) return undefined;
  if (name === 'packing.undo') {
    const entries = ids(look, 'packing_entries', random.next() < 0.8 ? 'undoes_id IS NULL' : '1 = 1');
    return { name, args: { of: random.pick(entries) ?? random.id() } };
  }
  // Whose plan it was is not known from rows: nothing is found, and nothing taken back.
  if (name === 'packing.unplan') return { name, args: { of: random.id() } };
  if (name === 'packing.note') {
    const line = random.pick(look(`SELECT id, note FROM packing_lines WHERE ${LIVE} ORDER BY id LIMIT 5`));
    const seen = typeof line?.['note'] === 'string' ? line['note'] : null;
    const note = random.pick(['осторожно: стекло', 'в плёнке', null]) ?? null;
    return { name, args: { lineId: String(line?.['id'] ?? random.id()), note, seen } };
  }
  if (name === 'packing.takeBackPhoto') {
    const photos = ids(look, 'attachments', `${LIVE} AND entity_table IN ('faults', 'inventory_items')`);
    return { name, args: { id: random.pick(photos) ?? random.id(), deletionId: random.id() } };
  }
  if (name === 'packing.photo') return photoAct(random, look);
  const tourId = random.pick(ids(look, 'tours'));
  const items = ids(look, 'inventory_items');
  const itemId = random.pick(items);
  if (tourId === undefined || itemId === undefined) return undefined;
  const caseId = random.next() < 0.4 ? null : (random.pick(items) ?? null);
  const far = random.next() < 0.3 ? { venueId: random.pick(ids(look, 'venues')) ?? null } : {};
  const truck = random.pick(ids(look, 'transports', `${LIVE} AND tour_id = '${tourId}'`));
  const where = truck !== undefined && random.next() < 0.6 ? { ...far, transportId: truck } : far;
  if (name === 'packing.recordCase')
    return { name, args: { tourId, caseId: itemId, action: random.pick(['load', 'unload', 'return']), ...where } };
  if (name === 'packing.plan') {
    const changes = Array.from({ length: 1 + random.below(3) }, () => ({
      itemId: random.pick(items) ?? itemId,
      caseId: random.next() < 0.5 ? null : (random.pick(items) ?? null),
      by: (1 + random.below(5)) * (random.next() < 0.75 ? 1 : -1),
      ...(random.next() < 0.2 ? { isExtra: random.next() < 0.5 } : {}),
    }));
    return { name, args: { tourId, changes } };
  }
  const action = random.pick(ACTIONS);
  const isExtra = random.next() < 0.2 ? { isExtra: true } : {};
  return { name, args: { tourId, itemId, caseId, action, quantity: 1 + random.below(3), ...where, ...isExtra } };
}
