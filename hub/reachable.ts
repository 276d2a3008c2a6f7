/** How a hub may be reached: beyond this machine only with TLS, its own or that of a proxy which is named. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import { AppError } from '../shared/base/app-error.ts';

/**
 * Whose word about a client's address is taken: addresses as Fastify's `trustProxy` reads them, or a decision by
 * address and distance.
 */
export type TrustProxy = string | ((address: string, hop: number) => boolean);

const NEAR = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEAR.addSubnet(net, bits, 'ipv6');

/**
 * A proxy on this machine or in a private network, where none is named: one, the one that asks. People's laptops are in
 * private networks too: what a client has written about itself before the proxy is not taken, or each guess would come
 * from an origin of its own.
 */
export function nearestProxy(address: string, hop: number): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  return hop === 0 && isIP(plain) !== 0 && NEAR.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** Whether only this machine reaches the address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Throws AppError `usage` where passwords would cross a network in the clear. */
export function requireProtected(
  host: string,
  { tls, trustProxy }: { readonly tls?: unknown; readonly trustProxy?: TrustProxy | undefined },
): void {
  if (isLoopback(host) || tls !== undefined || trustProxy !== undefined) return;
  throw new AppError('usage', {
    problem: `a hub on ${host} needs --tls-cert and --tls-key, or --behind-proxy where a proxy does TLS in front of it`,
  });
}
