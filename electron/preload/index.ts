/**
 * Exposes the contract to the interface and nothing else. The port comes from the shell and never reaches the page
 * itself.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { Frame } from '../../shared/ipc/contract.ts';

const waiting: unknown[] = [];
const listeners = new Set<(frame: Frame) => void>();
const state: { port: MessagePort | undefined } = { port: undefined };

ipcRenderer.on('offstage:port', (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  state.port = port;
  port.addEventListener('message', (message: MessageEvent<Frame>) => {
    for (const listener of listeners) listener(message.data);
  });
  port.start();
  for (const frame of waiting.splice(0)) port.postMessage(frame);
});
ipcRenderer.on('offstage:route', (_event, route: string) => {
  window.location.hash = route;
});

contextBridge.exposeInMainWorld('offstage', {
  send: (frame: unknown): void => {
    if (state.port === undefined) waiting.push(frame);
    else state.port.postMessage(frame);
  },
  onFrame: (listener: (frame: Frame) => void): void => {
    listeners.add(listener);
  },
});
