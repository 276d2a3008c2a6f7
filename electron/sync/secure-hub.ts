/**
 * A laptop speaks to a hub beyond this machine only over TLS. Checked where a request leaves, so that no way leads
 * around it; somebody who knows what they do allows more with OFFSTAGE_INSECURE_HUB=1.
 */
import { type Fetch, HubFailure } from './hub-request.ts';

/** Whether what is said to this address stays on this machine or is encrypted. */
export function isSecure(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** The same fetch, which throws HubFailure `hub.insecure` before anything is sent in the clear. */
export function secureFetch(inner: Fetch, isInsecureAllowed: boolean): Fetch {
  return async (url, init) => {
    if (!isInsecureAllowed && !isSecure(url)) {
      const hub = new URL(url).origin;
      throw new HubFailure('refused', 'hub.insecure', `${hub} is not protected by TLS`, { details: { hub } });
    }
    return inner(url, init);
  };
}

/** As `secureFetch`, by what the environment allows. */
export const safeFetch = (inner: Fetch): Fetch => secureFetch(inner, process.env['OFFSTAGE_INSECURE_HUB'] === '1');
