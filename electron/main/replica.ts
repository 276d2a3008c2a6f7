/** Entry of the replica's process: opens the directory, serves every window that the shell connects, stops in order. */
import { randomBytes } from 'node:crypto';
import { type ContentListener, listenForContent } from '../host/content-door.ts';
import { serveContent } from '../host/content-server.ts';
import { ContractService, toFailure } from '../host/contract-service.ts';
import { ReplicaHost } from '../host/replica-host.ts';
import type { ContentReady, ReplicaCommand, ReplicaFailed, SheetsWanted } from './replica-messages.ts';
import { SheetsByShell } from './sheets-by-shell.ts';

process.umask(0o077);

const state: {
  host: Promise<ReplicaHost> | undefined;
  hubUrl: string;
  contents: Promise<ContentListener> | undefined;
} = { host: undefined, hubUrl: '', contents: undefined };

const sheets = new SheetsByShell((id) => process.parentPort.postMessage({ kind: 'sheets', id } satisfies SheetsWanted));

/** Contents can be asked for before the replica is open: the window waits, as with everything else. */
async function serveContents(host: Promise<ReplicaHost>): Promise<ContentListener> {
  const secret = randomBytes(32).toString('base64url');
  const listener = await listenForContent(secret, async (request, response) => {
    const opened = await host.catch(() => undefined);
    if (opened === undefined) response.destroy();
    else await serveContent(opened, state.hubUrl, request, response);
  });
  process.parentPort.postMessage({ kind: 'content', door: { port: listener.port, secret } } satisfies ContentReady);
  return listener;
}

async function open(dir: string, key: string | undefined, setAside: boolean): Promise<ReplicaHost> {
  const onError = (error: unknown): void => {
    process.stderr.write(`${String(error)}\n`);
  };
  const host = await ReplicaHost.open({
    dir,
    create: true,
    mayBeSealed: true,
    setAside,
    reader: new URL('reader.js', import.meta.url),
    fileThread: new URL('file.js', import.meta.url),
    storeThread: new URL('store.js', import.meta.url),
    thumbnailThread: new URL('thumbnail.js', import.meta.url),
    paper: new URL('paper.js', import.meta.url),
    ownSheets: sheets.start,
    sheetThread: new URL('sheet.js', import.meta.url),
    expectsQuestions: true,
    machineKey: key === undefined ? undefined : Buffer.from(key, 'hex'),
    onError,
  });
  host.keepBackups();
  host.engine?.start();
  return host;
}

async function serveWindow(port: Electron.MessagePortMain): Promise<void> {
  // One that could not be opened is ending: the shell hears why and starts it again.
  const host = await state.host?.catch(() => undefined);
  if (host === undefined) return;
  const service = new ContractService({
    host,
    hubUrl: state.hubUrl,
    demo: null,
    send: (frame) => port.postMessage(frame),
  });
  port.on('message', ({ data }) => {
    void service.receive(data);
  });
  port.on('close', () => service.close());
  port.start();
}

async function stop(): Promise<void> {
  await (await state.contents)?.stop();
  await (await state.host?.catch(() => undefined))?.close();
  process.exit(0);
}

process.parentPort.on('message', ({ data, ports }) => {
  const command = data as ReplicaCommand;
  switch (command.kind) {
    case 'open':
      state.hubUrl = command.hubUrl;
      state.host = open(command.dir, command.secretKey, command.setAside);
      state.contents = serveContents(state.host);
      state.host.catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.parentPort.postMessage({
          kind: 'failed',
          failure: toFailure(error, command.hubUrl),
        } satisfies ReplicaFailed);
        // The message leaves before the process does.
        setImmediate(() => process.exit(1));
      });
      return;
    case 'window': {
      const [port] = ports;
      if (port !== undefined) void serveWindow(port);
      return;
    }
    case 'sheets': {
      const [port] = ports;
      if (port !== undefined) sheets.connect(command.id, port);
      return;
    }
    case 'wake':
      void state.host?.then(
        (host) => host.engine?.retryNow(),
        () => undefined,
      );
      return;
    case 'stop':
      void stop();
      return;
    default:
  }
});
