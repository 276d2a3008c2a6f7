/** What a template is given, as a list of ways to values with what stands there: the contract, read off an example. */
import type { TemplateField } from '../../shared/ipc/paper-contract.ts';
import type { JsonValue } from '../../shared/schema/define.ts';

/** A name that stands after a point as it is. */
const PLAIN = /^\p{L}[\p{L}\p{N}_-]*$/u;
/** What is shown of a text. */
const MOST_LETTERS = 80;

const cut = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);
const step = (path: string, name: string): string =>
  PLAIN.test(name) ? `${path}.${name}` : `${path}.at(${JSON.stringify(name)})`;

/** Of a list its first element stands for all of them. */
export function fieldsOf(path: string, value: JsonValue): TemplateField[] {
  if (value === null) return [{ path, kind: 'nothing', example: 'none' }];
  if (typeof value === 'string') return [{ path, kind: 'text', example: cut(value) }];
  if (typeof value === 'number') return [{ path, kind: 'number', example: String(value) }];
  if (typeof value === 'boolean') return [{ path, kind: 'flag', example: String(value) }];
  if (Array.isArray(value)) {
    const head: TemplateField = { path, kind: 'list', example: String(value.length) };
    const [first] = value;
    // Cells of a row are told by their places, and each is another.
    if (value.length > 0 && value.every((each) => !Array.isArray(each) && typeof each !== 'object'))
      return [head, ...value.flatMap((each, index) => fieldsOf(`${path}.at(${index})`, each))];
    return first === undefined ? [head] : [head, ...fieldsOf(`${path}.at(0)`, first)];
  }
  return Object.entries(value).flatMap(([name, each]) => fieldsOf(step(path, name), each));
}
