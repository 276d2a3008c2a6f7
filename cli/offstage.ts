/** `offstage`: the headless replica, the hub's administration, and the app itself. */
import { Command, CommanderError } from 'commander';
import { report } from './output.ts';
import { keepPrivate } from './private.ts';

type Family = (program: Command) => void;

/** A command loads its own family alone: the hub's code and a laptop's take a second each to read on a slow machine. */
const families: readonly (readonly [commands: readonly string[], load: () => Promise<Family>])[] = [
  [['start', 'app'], async () => (await import('./app-commands.ts')).appCommands],
  [['hub', 'shapes'], async () => (await import('./hub-commands.ts')).hubCommands],
  [
    ['replica'],
    async () => {
      const { replicaCommands } = await import('./replica-commands.ts');
      const { readyCommand } = await import('./replica-ready.ts');
      const { packCommand } = await import('./pack-command.ts');
      return (program) => {
        replicaCommands(program);
        readyCommand(program);
        packCommand(program);
      };
    },
  ],
  [['print'], async () => (await import('./print-command.ts')).printCommand],
  // Beside the forms: a command of theirs.
  [['print'], async () => (await import('./print-labels.ts')).printLabels],
  [['import'], async () => (await import('./import-command.ts')).importCommand],
  [['schedule'], async () => (await import('./schedule-command.ts')).scheduleCommands],
];

keepPrivate();
const program = new Command('offstage')
  .description('Offstage, an offline-first application for theatres')
  .exitOverride()
  .showHelpAfterError();
const asked = process.argv[2] ?? '';
const own = families.filter(([commands]) => commands.includes(asked));
// Whoever asks for help, or for something that does not exist, is shown everything.
for (const [, load] of own.length === 0 ? families : own) (await load())(program);
for (const group of program.commands) for (const command of [group, ...group.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else report(error, process.argv.includes('--json'));
}
// The official client keeps a one-minute timer of its own alive after its stream has ended; nothing of ours is open any
// more.
process.exit();
