/** What people write into passports, drawn for the random runs: few sections, so that laptops meet in their lines. */
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

const live = 'deleted_at IS NULL';
const FIRST = Array.from({ length: 8 }, (_, at) => `строка ${at}`).join('\n');

/** Mutations of passports that are drawn here, the frequent ones more often. */
export const PASSPORT_NAMES = [
  ...Array<string>(5).fill('passport.edit'),
  'passport.addSection',
  'passport.replaceInVariant',
  'passport.check',
  'passport.move',
];

const ids = (look: Look, table: string, where = live): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 6`).map((row) => String(row['id']));

const variantsOf = (look: Look, performance: string): string[] =>
  ids(look, 'performance_variants', `${live} AND performance_id = '${performance}'`);

/** One line otherwise; now and then a line more, or one less. */
function edited(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = `строка ${at}: ${random.below(9)}`;
  const how = random.next();
  return (how < 0.7 ? lines.with(at, line) : how < 0.9 ? lines.toSpliced(at, 0, line) : lines.toSpliced(at, 1)).join(
    '\n',
  );
}

/** Undefined where the mutation is not one of a passport. */
export function passportAct(random: Random, look: Look, name: string): Act | undefined {
  if (!name.startsWith('passport.')) return undefined;
  const sections = look(
    `SELECT id, content FROM passport_sections WHERE ${random.next() < 0.95 ? live : '1 = 1'} ORDER BY id LIMIT 4`,
  );
  const section = random.pick(sections);
  const id = String(section?.['id'] ?? random.id());
  const performance = random.pick(ids(look, 'performances'));
  if (performance === undefined)
    return { name: 'row.create', args: { table: 'performances', id: random.id(), values: { title: 'Чайка' } } };
  switch (name) {
    case 'passport.edit': {
      const base = typeof section?.['content'] === 'string' ? section['content'] : '';
      return { name, args: { id, base, content: base === '' ? FIRST : edited(random, base) } };
    }
    case 'passport.check':
      return { name, args: { id } };
    case 'passport.uncheck':
      return { name, args: { id, checkId: random.id() } };
    case 'passport.addSection': {
      const args = {
        id: random.id(),
        performanceId: performance,
        title: `Раздел ${random.below(9)}`,
        departmentId: random.pick([null, ...ids(look, 'departments')]) ?? null,
        variantId: random.pick([null, null, ...variantsOf(look, performance)]) ?? null,
      };
      return { name, args };
    }
    case 'passport.replaceInVariant': {
      const variant = random.pick(
        look(`SELECT id, performance_id FROM performance_variants WHERE ${live} ORDER BY id LIMIT 6`),
      );
      if (variant === undefined) {
        const values = { performance_id: performance, name: 'Гастроли' };
        return { name: 'row.create', args: { table: 'performance_variants', id: random.id(), values } };
      }
      // Only what belongs to all variants is replaced in one of them.
      const own = `${live} AND variant_id IS NULL AND performance_id = '${String(variant['performance_id'])}'`;
      const sectionId = random.pick(ids(look, 'passport_sections', own)) ?? random.id();
      return { name, args: { id: random.id(), sectionId, variantId: String(variant['id']) } };
    }
    default: {
      const other = random.pick([null, ...sections.map((each) => String(each['id']))]) ?? null;
      return { name: 'passport.move', args: { id, afterId: other, seenAfterId: null } };
    }
  }
}
