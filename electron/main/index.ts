/** Composition root of the shell: one instance, one window, one replica process. No business logic, no SQL. */

import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { registerContentScheme, serveContentScheme } from './content-scheme.ts';
import { LinkOpener, linkAmong } from './deep-link.ts';
import { parseLaunch } from './launch-options.ts';
import { openMainWindow } from './main-window.ts';
import { createMenu } from './menu.ts';
import { followPowerAndNetwork } from './power-and-network.ts';
import { ReplicaProcess } from './replica-process.ts';
import { hardenSession, hardenWebContents } from './security.ts';

// Nothing that the app writes is for anybody else on this machine.
process.umask(0o077);
const launch = parseLaunch(process.argv, app.getPath('userData'));
app.setPath('userData', join(launch.dataDir, 'electron'));
app.enableSandbox();
registerContentScheme();
app.setAsDefaultProtocolClient('offstage');
app.on('web-contents-created', (_event, contents) => hardenWebContents(contents));

if (!app.requestSingleInstanceLock({ profile: launch.profile })) app.quit();
else {
  const state: { window: BrowserWindow | undefined; replica: ReplicaProcess | undefined; isStopping: boolean } = {
    window: undefined,
    replica: undefined,
    isStopping: false,
  };

  const links = new LinkOpener();
  links.open(linkAmong(process.argv));
  const show = (link: string | undefined): void => {
    if (state.window?.isMinimized() === true) state.window.restore();
    state.window?.focus();
    links.open(link);
  };

  app.on('second-instance', (_event, argv) => show(linkAmong(argv)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    show(link);
  });
  app.on('window-all-closed', () => app.quit());

  // What was saved is on disk already; this only lets the replica fold its log in and leave the network in order.
  app.on('before-quit', (event) => {
    if (state.isStopping || state.replica === undefined) return;
    event.preventDefault();
    state.isStopping = true;
    void state.replica.stop().finally(() => app.quit());
  });

  void app.whenReady().then(() => {
    nativeTheme.themeSource = 'dark';
    hardenSession();
    const replica = new ReplicaProcess(launch);
    state.replica = replica;
    serveContentScheme(() => replica.door);
    createMenu();
    const openWindow = (): void => {
      state.window = openMainWindow(launch.dataDir, (contents) => {
        replica.connect(contents);
        links.pageIs((route) => contents.send('offstage:route', route));
      });
      state.window.on('closed', () => links.pageIsGone());
    };
    openWindow();
    followPowerAndNetwork(replica);
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) openWindow();
    });
  });
}
