/** The shapes that exist, by everything they are asked for by. */

import type { Shape } from './shape.ts';
import type { ShapeDefinition } from './shape-definition.ts';

/** Its maps are changed together, by `add` and `remove` alone. */
export class ShapeIndex {
  readonly #byHandle = new Map<string, Shape>();
  readonly #byKey = new Map<string, Shape>();
  /** By the definition as it was written, before anything is looked up. */
  readonly #byText = new Map<string, Shape>();
  readonly #byTable = new Map<number, Set<Shape>>();

  add(shape: Shape): void {
    this.#byHandle.set(shape.handle, shape);
    this.#byKey.set(shape.key, shape);
    this.alias(shape.definition, shape);
    const { oid } = shape.view.info;
    this.#byTable.set(oid, (this.#byTable.get(oid) ?? new Set()).add(shape));
  }

  /** Another way to write the definition of a shape. */
  alias(definition: ShapeDefinition, shape: Shape): void {
    this.#byText.set(JSON.stringify(definition), shape);
  }

  remove(shape: Shape): void {
    this.#byHandle.delete(shape.handle);
    if (this.#byKey.get(shape.key) === shape) this.#byKey.delete(shape.key);
    for (const [text, known] of this.#byText) if (known === shape) this.#byText.delete(text);
    const ofTable = this.#byTable.get(shape.view.info.oid);
    ofTable?.delete(shape);
    if (ofTable?.size === 0) this.#byTable.delete(shape.view.info.oid);
  }

  byHandle(handle: string): Shape | undefined {
    return this.#byHandle.get(handle);
  }

  byKey(key: string): Shape | undefined {
    return this.#byKey.get(key);
  }

  byText(definition: ShapeDefinition): Shape | undefined {
    return this.#byText.get(JSON.stringify(definition));
  }

  ofTable(oid: number): readonly Shape[] {
    return [...(this.#byTable.get(oid) ?? [])];
  }

  all(): readonly Shape[] {
    return [...this.#byHandle.values()];
  }

  get size(): number {
    return this.#byHandle.size;
  }

  get tables(): readonly number[] {
    return [...this.#byTable.keys()];
  }
}
