/**
 * A hub in a process of its own, with a theatre and as many registered laptops as asked for: `fleet-hub.ts DIR DEVICES`.
 * Says in one line of JSON where it listens and who may speak; ends with its standard input.
 */

import { createTheater, createUser } from '../../hub/admin/theaters.ts';
import { registerDevice } from '../../hub/auth/register-device.ts';
import { openSession } from '../../hub/auth/sessions.ts';
import { HTTP_LIMITS } from '../../hub/http-limits.ts';
import { startHub } from '../../hub/server.ts';
import { newId } from '../../shared/base/ids.ts';

const [, , dir = '', devices = '0'] = process.argv;
// In earnest they come from many addresses.
const limits = { ...HTTP_LIMITS, connectionsPerOrigin: 10_000 };
const hub = await startHub({ dataDir: dir, port: 0, upkeep: false, limits });
const { context } = hub;
const theaterId = await createTheater(context.database, { code: 'fleet', name: 'Флот' }, new Date());
const id = await createUser(
  context.database,
  { theater: 'fleet', email: 'a@fleet', password: 'флот', role: 'admin', firstName: 'А', lastName: 'Т' },
  new Date(),
);
const laptops: unknown[] = [];
for (let left = Number(devices); left > 0; left -= 1) {
  const deviceId = newId();
  const person = { id, theaterId };
  const deviceToken = await registerDevice(context, person, { deviceId, name: 'Ноутбук', authorization: undefined });
  const { accessToken } = await openSession(context, person, deviceId, '127.0.0.1');
  laptops.push({ deviceId, deviceToken, accessToken });
}
process.stdout.write(`${JSON.stringify({ url: hub.url, userId: id, laptops })}\n`);
process.stdin.resume().once('end', () => {
  void hub.stop().then(() => process.exit(0));
});
