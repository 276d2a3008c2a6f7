/** Why sync waits is said in words: which part is away, and never a code of the hub's own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { saidReason } from '../../../electron/host/as-app-error.ts';
import { ContractService } from '../../../electron/host/contract-service.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { Frame } from '../../../shared/ipc/contract.ts';
import { createWorld, until } from '../../support/world.ts';

const hub = fileURLToPath(new URL('../../../hub', import.meta.url));

/** Every code that the hub answers with, as its sources have it. */
function codesOfTheHub(): string[] {
  const files = readdirSync(hub, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.ts'));
  const codes = files.flatMap((file) =>
    [...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map(
      ([, code = '']) => code,
    ),
  );
  return [...new Set(codes)];
}

test('whatever the hub answers with, the reason that is told has a sentence in both languages', () => {
  const codes = codesOfTheHub();
  expect(codes).toEqual(expect.arrayContaining(['shapes.away', 'shapes.refused', 'shapes.old', 'hub.busy']));
  for (const code of [...codes, 'http.502', 'shapes.silent', 'hub.unreachable', 'internal: ours'])
    for (const language of ['ru', 'en'] as const)
      expect(sentenceOf(saidReason(code), { hub: 'h' }, language), code).not.toMatch(/^\S*$|\b[a-z]+\.[a-z]+[A-Z]?\b/);
  for (const code of ['shapes.away', 'shapes.refused', 'shapes.old', 'shapes.silent'])
    expect([code, saidReason(code)]).toEqual([code, 'shapes.silent']);
});

test('a window is told that the hub answers and its updates do not, and why work is not taken', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const away = { path: '' };
  const busy = (code: string): Response => Response.json({ code, message: 'x' }, { status: 503 });
  const host = await world.replica('a', 'anna@t', {
    fetch: (url, init) =>
      away.path !== '' && url.includes(away.path)
        ? Promise.resolve(busy(away.path === '/v1/push' ? 'hub.busy' : 'shapes.away'))
        : fetch(url, init),
  });
  await host.engine?.syncOnce();
  const told: unknown[] = [];
  const service = new ContractService({
    host,
    hubUrl: world.hub.url,
    demo: null,
    send: (frame: Frame) => {
      if ('event' in frame && frame.event === 'sync') told.push([frame.status.reason, frame.status.uplinkReason]);
    },
  });
  away.path = '/v1/shapes/';
  host.engine?.retryNow();
  await until('it is told what reading waits for', () => JSON.stringify(told).includes('["shapes.silent",null]'));
  away.path = '/v1/push';
  await host.mutate('row.create', { table: 'tags', id: crypto.randomUUID(), values: { name: 'x' } });
  host.engine?.retryNow();
  await until('it is told what sending waits for', () => JSON.stringify(told).includes('"hub.failed"]'));
  expect(JSON.stringify(told)).not.toMatch(/shapes\.away|hub\.busy/);
  service.close();
});
