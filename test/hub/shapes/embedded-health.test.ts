/** What the hub says of its own shape server while that cannot keep what arrives: which part is ill, and that it healed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { faults } from '../../../hub/fault-points.ts';
import { METRICS_TOKEN_FILE } from '../../../hub/server.ts';
import { newId } from '../../../shared/base/ids.ts';
import { get } from '../../support/hub-laptop.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

afterEach(() => {
  faults.at = () => undefined;
});

test('health and figures name the shapes as the part that is ill, and call them well once they are', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const a = await world.replica('a', 'anna@t');
  await a.engine?.syncOnce();
  const { url } = world.hub;
  const token = readFileSync(join(world.dir, 'hub', METRICS_TOKEN_FILE), 'utf8').trim();
  const figures = async (): Promise<string> =>
    (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  expect((await get(url, '/v1/health')).body).toMatchObject({ status: 'active', parts: { shapes: 'up' } });
  faults.at = (point) => {
    if (point === 'shapes.append') throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  };
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'метка' } });
  // Between two tries the stream is there for a moment: whoever asks long enough meets both.
  await until('health names the part', async () => {
    const { body } = await get(url, '/v1/health');
    return JSON.stringify([body['status'], body['parts']]) === '["degraded",{"postgres":"up","shapes":"away"}]';
  });
  await until('figures name it', async () => {
    const text = await figures();
    return text.includes('offstage_part_up{part="shapes"} 0') && text.includes('offstage_part_up{part="postgres"} 1');
  });
  faults.at = () => undefined;
  await a.engine?.syncOnce();
  await until('health says that all is well', async () => (await get(url, '/v1/health')).body['status'] === 'active');
  await until('and so do the figures', async () => (await figures()).includes('offstage_part_up{part="shapes"} 1'));
});
