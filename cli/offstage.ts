/** `offstage`: the headless replica, the hub's administration, and the app itself. */
import { Command, CommanderError } from 'commander';
import { appCommands } from './app-commands.ts';
import { hubCommands } from './hub-commands.ts';
import { importCommand } from './import-command.ts';
import { report } from './output.ts';
import { keepPrivate } from './private.ts';
import { replicaCommands } from './replica-commands.ts';

keepPrivate();
const program = new Command('offstage')
  .description('Offstage, an offline-first application for theatres')
  .exitOverride()
  .showHelpAfterError();
appCommands(program);
hubCommands(program);
replicaCommands(program);
importCommand(program);
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
