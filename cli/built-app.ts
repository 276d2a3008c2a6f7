/**
 * Entry of the built app: `offstage app` alone, with the packages that it needs, in a few files (`cli/vite.config.ts`).
 * Reading a thousand modules and taking their types away costs a start more than everything it does afterwards.
 * `bin/offstage.mjs` runs it, and has built it and the interface where they were older than their sources.
 */
import { Command, CommanderError } from 'commander';
import { processRunner } from '../paper/process-runner.ts';
import { appOptions } from './app-options.ts';
import { report } from './output.ts';
import { DEFAULT_PORT } from './paths.ts';
import { keepPrivate } from './private.ts';
import { type AppOptions, runApp } from './run-app.ts';

const threads = {
  reader: new URL('reader.js', import.meta.url),
  fileThread: new URL('file.js', import.meta.url),
  storeThread: new URL('store.js', import.meta.url),
  thumbnailThread: new URL('thumbnail.js', import.meta.url),
  paper: new URL('paper.js', import.meta.url),
  ownSheets: processRunner({
    process: new URL('sheetProcess.js', import.meta.url),
    thread: new URL('paper.js', import.meta.url),
  }),
  sheetThread: new URL('sheet.js', import.meta.url),
};

keepPrivate();
const program = new Command('offstage').exitOverride().showHelpAfterError();
appOptions(program.command('app').description('the app alone'))
  .option('--hub <url>')
  .exitOverride()
  .action((options: AppOptions) =>
    runApp(options, options.hub ?? `http://127.0.0.1:${DEFAULT_PORT}`, { demo: null, threads }),
  );
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else report(error, false);
}
process.exit();
