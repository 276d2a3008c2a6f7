/** What `start` and `app` take. */
import type { Command } from 'commander';

export const appOptions = (command: Command): Command =>
  command
    .option('--profile <name>', 'a laptop of its own', 'default')
    .option('--companion', 'in a browser, even where Electron is present')
    .option('--no-window')
    .option('--port <port>', '', '0');
