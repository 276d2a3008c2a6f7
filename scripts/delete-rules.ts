/**
 * Writes `docs/delete-rules.md`: every reference of the catalog with what becomes of it. `--check` only compares. A
 * test does the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { foreignKeys, nameOf, type Reference, references } from '../shared/rules/references.ts';
import { isTableName, tableNames, tableOf } from '../shared/schema/catalog.ts';
import type { PurgeAction, SoftAction } from '../shared/schema/define.ts';

const soft: Readonly<Record<SoftAction, string>> = {
  cascade: 'goes with its parent',
  clear: 'becomes empty; a restore sets it again',
  block: 'forbids the deletion while it is live',
  keep: 'goes on pointing',
  'block-upcoming': 'forbids the deletion while the event is still to come, then goes on pointing',
};
const purge: Readonly<Record<PurgeAction, string>> = {
  CASCADE: 'erased with it',
  'SET NULL': 'becomes empty',
  RESTRICT: 'keeps the parent from being erased',
};

/** Why, from what the child is. */
function reason({ child, column, soft: action, purge: erase, childDeletes }: Reference): string {
  const table = tableOf(child);
  if (column === 'theater_id') return 'the tenant: everything belongs to one theatre';
  if (table.ledger && erase === 'RESTRICT') return 'the ledger must stay complete';
  if (table.ledger && action === 'keep') return 'history; names are kept beside the reference';
  if (table.ledger) return 'a trace of its owner, hidden with it';
  if (
    [
      'created_by_id',
      'updated_by_id',
      'changed_by_id',
      'uploaded_by_id',
      'granted_by_id',
      'approved_by_id',
      'done_by_id',
      'assessed_by_id',
      'posted_by_id',
      'author_id',
    ].includes(column)
  )
    return 'who did it: the work outlives the person';
  if (action === 'cascade')
    return childDeletes ? 'a part of its owner, meaningless without it' : 'a part of its owner, hidden with it';
  if (action === 'clear') return 'an optional link: the row stands without it';
  if (action === 'block') return 'would lose its place or its meaning; a person decides first';
  if (action === 'block-upcoming') return 'what is planned needs it; what is over is history';
  return erase === 'RESTRICT' ? 'hours and quantities must never be lost' : 'history';
}

function erasedWords(action: string, text: string): string {
  if (action === 'CASCADE') return text;
  return action === 'SET NULL' ? 'kept, the reference becomes empty' : `kept, and ${text}`;
}

/** The page as text. */
export function deleteRulesPage(): string {
  const rows = (list: readonly Reference[]): string =>
    list
      .map((reference) => {
        const { parent, soft: marked, purge: erased } = reference;
        return `| \`${nameOf(reference)}\` | \`${parent}\` | ${marked} | ${erased} | ${reason(reference)} |`;
      })
      .join('\n');
  const head = '| reference | parent | soft-deleted | purged | why |\n|---|---|---|---|---|';
  const sections = tableNames
    .filter((name) => references.some((reference) => reference.child === name))
    .map((name) => {
      const marks = [
        tableOf(name).softDelete ? 'soft-deletable' : '',
        tableOf(name).ledger ? 'ledger' : '',
        tableOf(name).scope === 'hub' ? 'hub only' : '',
      ]
        .filter((mark) => mark !== '')
        .join(', ');
      const own = references.filter((reference) => reference.child === name && isTableName(reference.parent));
      return `## ${name}${marks === '' ? '' : ` (${marks})`}\n\n${head}\n${rows(own)}`;
    });
  const keys = `${foreignKeys.length} foreign keys`;
  const checked = `${references.length - foreignKeys.length} references that triggers check like them`;
  return `# What deleting does

Generated from the catalog by \`node scripts/delete-rules.ts\`; a test keeps it equal.
${keys}, and ${checked}.
Each line is tried on SQLite and on Postgres by \`test/rules/every-reference.test.ts\`.

Soft deletion of the parent:
${Object.entries(soft)
  .map(([name, text]) => `- **${name}**: the row ${text}.`)
  .join('\n')}

Purge of the parent (\`ON DELETE\`):
${Object.entries(purge)
  .map(([name, text]) => `- **${name}**: the reference or row is ${erasedWords(name, text)}.`)
  .join('\n')}

${sections.join('\n\n')}
`;
}

const FILE = fileURLToPath(new URL('../docs/delete-rules.md', import.meta.url));

/** Whether the page on disk is the one that follows from the catalog. */
export const isPageCurrent = (): boolean => readFileSync(FILE, 'utf8') === deleteRulesPage();

if (import.meta.main) {
  if (process.argv.includes('--check')) process.exitCode = isPageCurrent() ? 0 : 1;
  else writeFileSync(FILE, deleteRulesPage());
}
