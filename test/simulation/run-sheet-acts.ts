/** What people do to run sheets, for random runs: mostly sensible, in scenes and variants that are there. */
import type { Look, Random } from './random-world.ts';

type Row = Readonly<Record<string, unknown>>;

/** Arguments of the mutation; undefined where it is none of a run sheet. */
export function runSheetArgs(random: Random, look: Look, name: string): unknown {
  if (!/^(runSheet|scene)\./.test(name)) return undefined;
  const live = random.next() < 0.95 ? 'deleted_at IS NULL' : '1 = 1';
  const scenes = look(`SELECT id, performance_id FROM scenes WHERE ${live} ORDER BY id LIMIT 40`);
  const scene = random.pick(scenes) ?? { id: random.id(), performance_id: random.id() };
  const siblings = scenes.filter((other) => other['performance_id'] === scene['performance_id']);
  const others = siblings.filter((other) => other !== scene);
  const [sceneId, performanceId] = [String(scene['id']), String(scene['performance_id'])];
  const variants = look(
    `SELECT id FROM performance_variants WHERE performance_id = '${performanceId}' ORDER BY id LIMIT 9`,
  );
  const lines = look(
    `SELECT id, what, cue FROM run_sheet_lines WHERE scene_id = '${sceneId}' AND ${live} ORDER BY id LIMIT 40`,
  );
  const anyLine = (): string => String(random.pick(lines)?.['id'] ?? random.id());
  const after = (among: readonly Row[]): string | null =>
    random.next() < 0.2 ? null : random.next() < 0.05 ? random.id() : String(random.pick(among)?.['id'] ?? random.id());
  const variantId = String(random.pick(variants)?.['id'] ?? random.id());
  const lineIds = [...new Set(Array.from({ length: 1 + random.below(3) }, anyLine))];
  const stood = random.pick(['base', 'base', 'replaced', 'left_out']);
  switch (name) {
    case 'runSheet.insertLines':
      return {
        sceneId: scene['id'],
        afterId: after(lines),
        ...random.pick<object>([{}, {}, { variantId }, { variantId: null }]),
        lines: Array.from({ length: 1 + random.below(3) }, () => ({
          id: random.id(),
          what: `вынос ${random.below(9)}`,
        })),
      };
    case 'runSheet.paste':
      return {
        performanceId: scene['performance_id'],
        variantId: random.next() < 0.7 ? null : variantId,
        parts: Array.from({ length: 1 + random.below(2) }, (_, index) => ({
          ...(random.next() < 0.3
            ? { sceneId: random.id(), newScene: { number: `${random.below(9)}`, act: 1 } }
            : { sceneId: (siblings[index] ?? scene)['id'] }),
          afterId: after(lines),
          lines: Array.from({ length: random.below(3) }, () => ({ id: random.id(), what: `вынос ${random.below(9)}` })),
        })),
      };
    case 'runSheet.move': {
      const to = random.pick(siblings)?.['id'] ?? scene['id'];
      const from = lineIds.map(() => ({ sceneId: scene['id'], afterId: after(lines) }));
      return { ids: lineIds, sceneId: to, afterId: after(lines), from };
    }
    case 'runSheet.moveBack':
      return { lines: lineIds.map((id) => ({ id, sceneId: scene['id'], afterId: after(lines) })) };
    case 'runSheet.edit':
      return {
        lines: lineIds.map((id) => ({
          id,
          ...cells(
            random,
            lines.find((line) => line['id'] === id),
          ),
        })),
      };
    case 'runSheet.removeLines':
      return { ids: lineIds, deletionId: random.id() };
    case 'runSheet.replaceInVariant':
      return {
        variantId,
        lines: lineIds.map((lineId) => ({
          lineId,
          stood,
          ...cells(
            random,
            lines.find((line) => line['id'] === lineId),
          ),
        })),
      };
    case 'runSheet.leaveOut':
      return { variantId, lines: lineIds.map((lineId) => ({ lineId, stood })) };
    case 'runSheet.putBack':
      return { variantId, lineIds, deletionId: random.id() };
    case 'scene.insert':
      return {
        id: random.id(),
        performanceId: scene['performance_id'],
        afterId: after(siblings),
        values: { number: `${random.below(9)}`, duration_minutes: random.below(20) },
      };
    case 'scene.move':
      return { id: scene['id'], afterId: after(others), fromAfterId: after(others) };
    default:
      return undefined;
  }
}

/** A change of one cell, with what stands there, or stood. */
function cells(random: Random, line: Row | undefined): object {
  const column = random.pick(['what', 'cue']) ?? 'what';
  const seen = random.next() < 0.8 ? (line?.[column] ?? null) : 'раньше';
  return { changes: { [column]: `${column} ${random.below(12)}` }, seen: { [column]: seen } };
}
