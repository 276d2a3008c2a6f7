/**
 * One real PostgreSQL for the whole run; every test file makes databases of its own in it. One of them goes through the
 * migrations here: the others are copies of it, so that only the tests of the migrations pay for them.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../../hub/database.ts';
import { startEmbeddedPostgres } from '../../hub/postgres/embedded-postgres.ts';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { MIGRATED } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const admin = connectDatabase({ url: clusterUrl, size: 1 });
  await admin.pool.query(`CREATE DATABASE ${MIGRATED}`);
  await admin.close();
  const migrated = connectDatabase({ url: clusterUrl.replace(/\/[^/]*$/, `/${MIGRATED}`), size: 1 });
  await migrateToLatest(migrated.db, 'postgres');
  await migrated.close();
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-test-'));
  chmodSync(dir, 0o711);
  const postgres = await startEmbeddedPostgres(dir);
  await makeTemplate(postgres.url);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
