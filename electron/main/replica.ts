/** Entry of the replica's process: opens the directory, serves every window that the shell connects, stops in order. */
import { ContractService } from '../host/contract-service.ts';
import { ReplicaHost } from '../host/replica-host.ts';
import type { ReplicaCommand } from './replica-messages.ts';

const state: { host: Promise<ReplicaHost> | undefined; hubUrl: string } = { host: undefined, hubUrl: '' };

async function open(dir: string, key: string | undefined): Promise<ReplicaHost> {
  const onError = (error: unknown): void => { process.stderr.write(`${String(error)}\n`); };
  const host = await ReplicaHost.open({ dir, create: true, mayBeSealed: true, machineKey: key === undefined ? undefined : Buffer.from(key, 'hex'), onError });
  host.keepBackups();
  host.engine?.start();
  return host;
}

async function serveWindow(port: Electron.MessagePortMain): Promise<void> {
  const host = await state.host;
  if (host === undefined) return;
  const service = new ContractService({ host, hubUrl: state.hubUrl, demo: null, send: (frame) => port.postMessage(frame) });
  port.on('message', ({ data }) => { void service.receive(data); });
  port.on('close', () => service.close());
  port.start();
}

async function stop(): Promise<void> {
  await (await state.host)?.close();
  process.exit(0);
}

process.parentPort.on('message', ({ data, ports }) => {
  const command = data as ReplicaCommand;
  switch (command.kind) {
    case 'open':
      state.hubUrl = command.hubUrl;
      state.host = open(command.dir, command.secretKey);
      state.host.catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      });
      return;
    case 'window': {
      const [port] = ports;
      if (port !== undefined) void serveWindow(port);
      return;
    }
    case 'wake':
      void state.host?.then((host) => host.engine?.retryNow());
      return;
    case 'stop':
      void stop();
      return;
    default:
  }
});
