/** The window: sandboxed, isolated, dark before its first paint. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrowserWindow, screen, type WebContents } from 'electron';
import { makePrivateFolder } from '../host/private-files.ts';
import { APP_ICON } from './app-icon.ts';
import { readState, writeState } from './window-state.ts';

/** Opens it where it was; `onReady` connects the interface to its replica, again after every reload. */
export function openMainWindow(dataDir: string, onReady: (contents: WebContents) => void): BrowserWindow {
  makePrivateFolder(dataDir);
  const file = join(dataDir, 'window.json');
  const { bounds, isMaximized } = readState(
    file,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 760,
    minHeight: 560,
    show: false,
    backgroundColor: '#050403',
    title: 'Offstage',
    icon: APP_ICON,
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeState(file, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }));
  window.webContents.on('did-finish-load', () => onReady(window.webContents));
  const devServer = process.env['ELECTRON_RENDERER_URL'];
  if (devServer === undefined) void window.loadFile(fileURLToPath(new URL('../renderer/index.html', import.meta.url)));
  else void window.loadURL(devServer);
  return window;
}
