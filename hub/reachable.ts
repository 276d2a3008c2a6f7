/** How a hub may be reached: beyond this machine only with TLS, its own or that of a proxy which is named. */
import { AppError } from '../shared/base/app-error.ts';

/** Private networks and this machine: where a proxy stands that forwards to a hub. */
export const USUAL_PROXIES = 'loopback,linklocal,uniquelocal';

/** Whether only this machine reaches the address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Throws AppError `usage` where passwords would cross a network in the clear. */
export function requireProtected(host: string, { tls, trustProxy }: { readonly tls?: unknown; readonly trustProxy?: string | undefined }): void {
  if (isLoopback(host) || tls !== undefined || trustProxy !== undefined) return;
  throw new AppError('usage', { problem: `a hub on ${host} needs --tls-cert and --tls-key, or --behind-proxy where a proxy with TLS stands in front` });
}
