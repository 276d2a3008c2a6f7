/** `offstage print labels`: labels of things and places, or blank tags, as a PDF or for a thermal printer. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type MakeAsked, makeLabels } from '../electron/host/label-maker.ts';
import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { AppError } from '../shared/base/app-error.ts';
import { type LabelSource, type LabelTargets, labelRequests } from '../shared/ipc/label-contract.ts';
import { labelKinds } from '../shared/labels/label-design.ts';
import { presetKeys } from '../shared/labels/presets.ts';
import { language, print } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';

interface LabelOptions extends DirOptions {
  readonly items?: string;
  readonly places?: string;
  readonly blank?: string;
  readonly template: string;
  readonly start: string;
  readonly copies: string;
  readonly zpl?: boolean;
  readonly dpi: string;
  readonly out?: string;
  /** Of `print`: ru or en. */
  readonly language?: string;
}

const usage = (problem: string): AppError => new AppError('usage', { problem });
const NAMED = {
  item: ['inventory_items', ['inventory_number', 'barcode', 'id']],
  location: ['inventory_locations', ['code', 'id']],
} as const;

/** Ids of what was named by numbers or codes, with commas. Fails with `label.unknown` for the first that is none. */
function idsOf(host: ReplicaHost, kind: keyof typeof NAMED, named: string): readonly string[] {
  const [table, columns] = NAMED[kind];
  const isIt = columns.map((column) => `${column} = ?`).join(' OR ');
  const find = host.replica.prepared<string[], { id: string }>(
    `SELECT id FROM ${table} WHERE deleted_at IS NULL AND (${isIt})`,
  );
  const codes = named.split(',').map((code) => code.trim());
  return codes
    .filter((code) => code !== '')
    .map((code) => {
      const row = find.get(...columns.map(() => code));
      if (row === undefined) throw new AppError('label.unknown', { code });
      return row.id;
    });
}

function targetsOf(host: ReplicaHost, { items, places, blank }: LabelOptions): LabelTargets {
  if ([items, places, blank].filter((given) => given !== undefined).length !== 1)
    throw usage('name one of --items, --places, --blank');
  if (items !== undefined) return { kind: 'item', ids: idsOf(host, 'item', items) };
  if (places !== undefined) return { kind: 'location', ids: idsOf(host, 'location', places) };
  return { kind: 'blank', count: Number(blank) };
}

/** A preset by its key, or a template of the theatre by its name. */
function sourceOf(host: ReplicaHost, named: string, kind: (typeof labelKinds)[number]): LabelSource {
  const preset = presetKeys.find((key) => key === named);
  if (preset !== undefined) return { preset };
  const row = host.replica
    .prepared<[string, string], { id: string }>(
      'SELECT id FROM label_templates WHERE deleted_at IS NULL AND kind = ? AND name = ? LIMIT 1',
    )
    .get(kind, named);
  if (row === undefined) throw new AppError('label.noTemplate');
  return { templateId: row.id };
}

async function run(options: LabelOptions): Promise<void> {
  if (options.dir === undefined) throw usage('--dir names the directory of a laptop');
  await withHost(options, async (host) => {
    const targets = targetsOf(host, options);
    const kind = targets.kind === 'sample' ? targets.of : targets.kind;
    const asked = labelRequests['labels.make'].safeParse({
      label: sourceOf(host, options.template, kind),
      targets,
      startAt: Number(options.start),
      copies: Number(options.copies),
      shift: { x: 0, y: 0 },
      language: options.language ?? language,
      format: options.zpl === true ? 'zpl' : 'pdf',
      dpi: Number(options.dpi),
    } satisfies Record<Exclude<keyof MakeAsked, 'job'>, unknown>);
    if (!asked.success)
      throw usage(`${asked.error.issues[0]?.path.join('.') ?? ''}: ${asked.error.issues[0]?.message ?? ''}`);
    const { bytes, name, count, sheets, codes } = await makeLabels(host, asked.data);
    const out = options.out ?? name;
    writeFileSync(out, bytes);
    print({ out, count, sheets, codes }, options.json, () => `${out}: ${count} labels, ${sheets} sheets`);
  });
}

/** Adds the command, beside the forms that `print` makes where those are there. */
export function printLabels(program: Command): void {
  const parent = program.commands.find((command) => command.name() === 'print') ?? program.command('print');
  withSecrets(parent.command('labels'))
    .description('labels of things and places, or blank tags, made on this laptop without a network')
    .option('--dir <dir>')
    .option('--items <numbers>', 'inventory numbers or barcodes, with commas')
    .option('--places <codes>', 'codes of places, with commas')
    .option('--blank <count>', 'so many tags that belong to nothing yet')
    .option('--template <template>', `one of the theatre by its name, or ${presetKeys.join(', ')}`, presetKeys[0])
    .option('--start <label>', 'the first free label of a half-used sheet', '1')
    .option('--copies <copies>', 'of each', '1')
    .option('--zpl', 'for a thermal printer: send the file to it as it is, e.g. lp -o raw, or nc PRINTER 9100')
    .option('--dpi <dpi>', 'of the thermal printer: 203 or 300', '203')
    .option('--out <file>', 'where the file goes; without it, here under its own name')
    .option('--json')
    .action((_options: LabelOptions, command: Command) => run(command.optsWithGlobals<LabelOptions>()));
}
