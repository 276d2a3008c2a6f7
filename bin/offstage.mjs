#!/usr/bin/env node
// Runs the command line under the Node that the project brings: the sources are TypeScript, and the SQLite driver needs Node 22 or newer.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const bundled = fileURLToPath(new URL(process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node', root));
const [major] = process.versions.node.split('.').map(Number);
const node = major >= 24 || !existsSync(bundled) ? process.execPath : bundled;
// The sources are compiled once and kept inside the project, where nobody else writes; a project that cannot be written is compiled anew.
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/offstage', root)), ...process.env };
const child = spawn(node, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('cli/offstage.ts', root)), ...process.argv.slice(2)], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? code ?? 1 : 1;
});
