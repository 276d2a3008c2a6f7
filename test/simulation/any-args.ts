/** Arguments for a mutation that nobody has drawn by hand: what its own form allows, with ids of rows that are there. */
import { z } from 'zod';
import { must } from '../../shared/base/asserts.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { makeSheetCode } from '../../shared/rules/sheet-code.ts';
import { makeTag } from '../../shared/rules/tag-code.ts';
import { replicatedTables } from '../../shared/schema/catalog.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { Look, Random } from './random-world.ts';

/** As much of a form as arguments have. */
interface Form {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly anyOf?: readonly Form[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Form;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An id of a row of the table that the argument is called after, or of any table; now and then of none. */
function anyRowId(random: Random, look: Look, argument: string, mutation: string): string {
  const about = snake(argument === 'id' ? (mutation.split('.')[0] ?? '') : argument.replace(/Id$/, ''));
  const called = replicatedTables.filter((table) => table.startsWith(about));
  const table = random.pick(called.length > 0 ? called : replicatedTables) ?? 'tags';
  const rows = look(`SELECT id FROM ${table} ORDER BY id LIMIT 40`);
  return random.next() < 0.9 ? String(random.pick(rows)?.['id'] ?? random.id()) : random.id();
}

function draw(random: Random, look: Look, form: Form, path: readonly [mutation: string, argument: string]): JsonValue {
  const [mutation, argument] = path;
  if (form.const !== undefined) return form.const;
  if (form.enum !== undefined) return random.pick(form.enum) ?? null;
  if (form.anyOf !== undefined) return draw(random, look, random.pick(form.anyOf) ?? {}, path);
  switch (form.type) {
    case 'string':
      // Few contents, so that the same one comes twice.
      if (form.format === 'sha256') return String(random.below(6)).repeat(64);
      if (form.format === 'tag') return makeTag('T', Uint8Array.of(random.below(6)));
      if (form.format === 'sheetCode') return makeSheetCode(Uint8Array.of(random.below(6)));
      if (form.format === 'date-time') return `2026-11-2${random.below(9)}T10:00:00.000Z`;
      if (form.format === 'mime') return random.pick(['image/jpeg', 'application/pdf', 'text/plain']) ?? null;
      return form.format === 'uuid'
        ? anyRowId(random, look, argument, mutation)
        : `${argument} ${random.below(20)}`.padEnd(form.minLength ?? 0, '.').slice(0, form.maxLength ?? 100);
    case 'integer':
    case 'number':
      return (form.minimum ?? 0) + random.below(20);
    case 'boolean':
      return random.next() < 0.5;
    case 'array':
      return Array.from({ length: (form.minItems ?? 0) + random.below(3) }, () =>
        draw(random, look, form.items ?? {}, path),
      );
    case 'object':
      return Object.fromEntries(
        Object.entries(form.properties ?? {}).flatMap(([name, inner]) =>
          form.required?.includes(name) === true || random.next() < 0.5
            ? [[name, draw(random, look, inner, [mutation, name])] as const]
            : [],
        ),
      );
    default:
      return null;
  }
}

/** Arguments that the mutation takes. */
export function anyArgs(random: Random, look: Look, mutation: string): JsonValue {
  const form = z.toJSONSchema(must(mutationNamed(mutation)).args) as unknown as Form;
  return draw(random, look, form, [mutation, '']);
}
