/** Labels of things as they are drawn beside a sheet that is about them: the label that the theatre prints anyway. */
import { encodeCode } from '../../paper/labels/encode-code.ts';
import { drawingData } from '../../paper/labels/label-sheets.ts';
import { type LabelTemplate, labelSubjects, labelTemplates } from '../../shared/features/labels/queries.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';
import { type LabelDesign, readDesign } from '../../shared/labels/label-design.ts';
import { drawLabel, PAPER_DOT_MM } from '../../shared/labels/label-drawing.ts';
import { presetDesign } from '../../shared/labels/presets.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { ReplicaHost } from './replica-host.ts';

async function whole<A, R>(host: ReplicaHost, query: QueryOf<A, R>, args: A): Promise<R> {
  const answer = await host.ask(query.name, args);
  if (answer.kind !== 'whole') throw new Error(`${query.name}: part of an answer`);
  return answer.value as R;
}

/** The theatre's own label of things, the one that is printed first; else ours. */
function designOf(templates: readonly LabelTemplate[]): LabelDesign {
  for (const { kind, content } of templates) {
    const own = kind === 'item' ? readDesign(content) : undefined;
    if (own !== undefined) return own;
  }
  return presetDesign('sheet24', 'item');
}

/** By thing, what `label-of` of a template reads. Of what is gone there is none. */
export async function labelsBeside(host: ReplicaHost, ids: readonly string[]): Promise<JsonValue> {
  const design = designOf(await whole(host, labelTemplates, {}));
  const drawn: Record<string, JsonValue> = {};
  for (const id of ids) {
    const [content] = await whole(host, labelSubjects, { kind: 'item', ids: [id] });
    if (content === undefined) continue;
    const drawing = drawLabel(design, content, { encode: encodeCode, dot: PAPER_DOT_MM });
    drawn[id] = { width: design.width, height: design.height, ...drawingData(drawing) };
  }
  return drawn;
}
