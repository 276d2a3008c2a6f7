/**
 * Exposes the contract to the interface and nothing else. The port comes from the shell and never reaches the page
 * itself.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CONTENT_ORIGIN } from '../../shared/ipc/content-addresses.ts';
import type { Frame } from '../../shared/ipc/contract.ts';

const listeners = new Set<(frame: Frame) => void>();
const linkListeners = new Set<(isOpen: boolean) => void>();
const state: { port: MessagePort | undefined } = { port: undefined };

/** The replica's process has ended; a new one brings a port of its own. */
function end(port: MessagePort): void {
  if (state.port !== port) return;
  state.port = undefined;
  for (const listener of linkListeners) listener(false);
}

ipcRenderer.on('offstage:port', (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  if (state.port !== undefined) end(state.port);
  state.port = port;
  port.addEventListener('close', () => end(port));
  port.addEventListener('message', (message: MessageEvent<Frame>) => {
    for (const listener of listeners) listener(message.data);
  });
  port.start();
  for (const listener of linkListeners) listener(true);
});
ipcRenderer.on('offstage:route', (_event, route: string) => {
  window.location.hash = route;
});

contextBridge.exposeInMainWorld('offstage', {
  contentBase: CONTENT_ORIGIN,
  send: (frame: unknown): void => {
    state.port?.postMessage(frame);
  },
  onFrame: (listener: (frame: Frame) => void): void => {
    listeners.add(listener);
  },
  onLink: (listener: (isOpen: boolean) => void): void => {
    linkListeners.add(listener);
    if (state.port !== undefined) listener(true);
  },
});
