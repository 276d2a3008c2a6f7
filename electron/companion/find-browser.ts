/** An installed Chromium-family browser: Chrome, Chromium or Edge, on any of the three systems. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:process';

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Its path; `OFFSTAGE_BROWSER` names one. Undefined where there is none. */
export function findBrowser(): string | undefined {
  const configured = process.env['OFFSTAGE_BROWSER'];
  if (configured !== undefined && configured !== '') return configured;
  const candidates =
    platform === 'darwin'
      ? MAC
      : platform === 'win32'
        ? ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) =>
            WINDOWS.map((path) => join(process.env[root] ?? '', path)),
          )
        : NAMES.flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, name)));
  return candidates.find((path) => existsSync(path));
}

/** Flags that keep an app window quiet and, for root, possible at all. */
export function browserFlags(profileDir: string): string[] {
  return [
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-features=Translate',
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
  ];
}
