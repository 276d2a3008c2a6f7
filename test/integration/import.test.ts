/** Both real files go in; what does not is named with its line and reason. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { runImport } from '../../cli/import-command.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { createWorld } from '../support/world.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** The whole files where they lie beside the project, their first lines otherwise. */
const data = (name: string): string =>
  existsSync(at(`../shared/data/${name}`)) ? at(`../shared/data/${name}`) : at(`examples/${name}`);

test.for([
  ['light-fixtures', 'inventory_items'],
  ['orchestra-events', 'schedule_events'],
] as const)('%s goes in offline and reaches the hub', async ([name, table]) => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('import');
  await world.user('import', 'anna@import', 'admin');
  const host = await world.replica('a', 'anna@import');
  await host.engine?.syncOnce();
  const file = data(`${name}.csv`);
  const rehearsal = await runImport(host, file, at(`examples/${name}.map.json`), true);
  expect((await host.replica.db.selectFrom(table).select('id').execute()).length).toBe(0);
  const summary = await runImport(host, file, at(`examples/${name}.map.json`), false);
  expect({ ...summary, refused: summary.refused.length }).toEqual({ ...rehearsal, refused: rehearsal.refused.length });
  expect(summary.imported + summary.refused.length).toBe(summary.read);
  expect(summary.imported / summary.read).toBeGreaterThan(0.95);
  for (const { line, reason } of summary.refused) expect(line > 1 && reason.length > 5).toBe(true);
  await host.engine?.syncOnce();
  const digest = await hubDigest(world.hub.context.database, theaterId);
  expect(digest[table]?.rows).toBe(summary.imported);
  expect(await replicaDigest(host.replica)).toEqual(digest);
  process.stdout.write(
    `import ${name}: read ${summary.read}, in ${summary.imported}, refused ${summary.refused.length}, parents ${JSON.stringify(summary.parents)}; first refusals ${JSON.stringify(summary.refused.slice(0, 3))}\n`,
  );
});

test('a file in the wrong encoding, with broken quotes or without a column is refused as a whole, in words', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('bad');
  await world.user('bad', 'anna@bad', 'admin');
  const host = await world.replica('a', 'anna@bad');
  await host.engine?.syncOnce();
  const map = at('examples/light-fixtures.map.json');
  for (const [content, problem] of [
    [Buffer.from([0x6e, 0xff, 0xfe, 0x0a]), /not utf-8/],
    ['manufacturer,model\n"unclosed,x', /quote/i],
    ['a,b\n1,2', /no column/],
  ] as const) {
    const file = join(world.dir, 'bad.csv');
    writeFileSync(file, content);
    await expect(runImport(host, file, map, false)).rejects.toMatchObject({
      code: 'import.file',
      details: { problem: expect.stringMatching(problem) },
    });
  }
  const broken = join(world.dir, 'broken.json');
  writeFileSync(broken, '{"table":"inventory_items","columns":{"nope":{"from":"a"}}}');
  await expect(runImport(host, data('light-fixtures.csv'), broken, false)).rejects.toMatchObject({
    code: 'import.map',
  });
});

test('an import that is stopped ends between two lines: what is in stays in, and the summary tells of that alone', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('stop');
  await world.user('stop', 'anna@stop', 'admin');
  const host = await world.replica('a', 'anna@stop');
  await host.engine?.syncOnce();
  const stop = new AbortController();
  const seen: number[] = [];
  const file = at('examples/light-fixtures.csv');
  const summary = await runImport(host, file, at('examples/light-fixtures.map.json'), false, {
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      expect(total).toBeGreaterThan(3);
      seen.push(done);
      if (done === 3) stop.abort();
    },
  });
  expect(seen).toEqual([1, 2, 3]);
  expect(summary.read).toBe(3);
  expect((await host.replica.db.selectFrom('inventory_items').select('id').execute()).length).toBe(summary.imported);
});
