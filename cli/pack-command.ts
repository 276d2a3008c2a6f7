/** `offstage replica pack`: scans of a packer as lines of a file, into one case of a tour, offline like all else. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { enterPacking } from '../electron/host/packing-entry.ts';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { newId } from '../shared/base/ids.ts';
import { sentenceOf } from '../shared/i18n/sentences.ts';
import { MOST_PIECES, type PackingVerdictKind } from '../shared/ipc/packing-contract.ts';
import { language, print } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';

interface PackOptions extends DirOptions {
  readonly tour: string;
  readonly case?: string;
  readonly codes: string;
  readonly extras?: boolean;
}

/** What one line of the file says: `CODE`, or `N×CODE` (a `*` will do). */
interface Scan {
  readonly code: string;
  readonly quantity: number;
}

const usage = (problem: string): AppError => new AppError('usage', { problem });

/** Lines of a file of scans; empty ones and those that begin with `#` say nothing. Throws AppError `usage`. */
export function readScans(text: string): readonly Scan[] {
  return text.split(/\r?\n/).flatMap((line, index): Scan[] => {
    const said = line.trim();
    if (said === '' || said.startsWith('#')) return [];
    const many = /^(\d+)\s*[×*]\s*(\S.*)$/u.exec(said);
    const quantity = many === null ? 1 : Number(many[1]);
    const code = many?.[2] ?? said;
    if (quantity < 1 || quantity > MOST_PIECES)
      throw usage(`line ${index + 1}: 1 to ${MOST_PIECES} pieces, not ${quantity}`);
    if (code.length > 100) throw usage(`line ${index + 1}: a code has at most 100 letters`);
    return [{ code, quantity }];
  });
}

function readCodes(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw usage(`${file}: ${errorText(error)}`);
  }
}

/** The one row that somebody named. */
function idOf(
  host: ReplicaHost,
  table: 'tours' | 'inventory_items',
  columns: readonly string[],
  named: string,
): string {
  const any = columns.map((name) => `${name} = ?`).join(' OR ');
  const rows = host.replica
    .prepared<string[], { id: string }>(`SELECT id FROM ${table} WHERE deleted_at IS NULL AND (${any}) LIMIT 2`)
    .all(...columns.map(() => named));
  const [first] = rows;
  if (first === undefined || rows.length > 1)
    throw usage(`${named}: ${first === undefined ? 'nothing' : 'more than one'} in ${table} is called so`);
  return first.id;
}

const GONE_IN: readonly PackingVerdictKind[] = ['packed', 'moved', 'extra'];

/** Packs what the file says, line by line in its order; what was not packed is told with its reason. */
async function pack(host: ReplicaHost, options: PackOptions): Promise<void> {
  const scans = readScans(readCodes(options.codes));
  const tourId = idOf(host, 'tours', ['id', 'code', 'name'], options.tour);
  const caseId =
    options.case === undefined
      ? null
      : idOf(host, 'inventory_items', ['id', 'inventory_number', 'barcode'], options.case);
  const left: { code: string; reason: string }[] = [];
  let [packed, pieces] = [0, 0];
  for (const { code, quantity } of scans) {
    const request = { id: newId(), tourId, what: { code }, caseId, quantity, heardAt: null };
    const answer = await enterPacking(host, { ...request, packsCases: true, isExtra: options.extras === true });
    if (answer.ok && GONE_IN.includes(answer.verdict.kind)) {
      packed += 1;
      pieces += quantity;
    } else
      left.push({
        code,
        reason: answer.ok ? answer.verdict.kind : sentenceOf(answer.error.code, answer.error.details, language),
      });
  }
  print({ scans: scans.length, packed, pieces, left }, options.json, () =>
    [
      `packed ${pieces} pieces in ${packed} of ${scans.length} scans`,
      ...left.map((each) => `${each.code}: ${each.reason}`),
    ].join('\n'),
  );
  if (left.length > 0) process.exitCode = 1;
}

/** `replica pack`; the exit code is 1 where a line was not packed. */
export function packCommand(program: Command): void {
  const replica = program.commands.find((command) => command.name() === 'replica');
  if (replica === undefined) throw new Error('there are no commands of a replica');
  withSecrets(replica.command('pack'))
    .description('scans of a packer into a case of a tour; one a line, CODE or N×CODE')
    .requiredOption('--dir <dir>')
    .requiredOption('--tour <code>')
    .option('--case <code>', 'the case that is open; without it things go in none')
    .requiredOption('--codes <file>', 'a file, or - for what comes in')
    .option('--extras', 'what is not on the list goes as an extra')
    .option('--json')
    .action((options: PackOptions) => withHost(options, (host) => pack(host, options)));
}
