/** What a revoked laptop hears on every address but those by which it hands over its work. */
import { HttpFailure } from '../hub-context.ts';

/**
 * `mode` tells the laptop whether its work is waited for. A laptop that was revoked before there were modes is rescued.
 */
export function deviceRevoked(mode: string | null): HttpFailure {
  return new HttpFailure(403, 'device.revoked', 'This laptop was revoked.', { mode: mode ?? 'rescue' });
}
