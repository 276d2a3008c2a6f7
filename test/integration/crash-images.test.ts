/**
 * A laptop at work that dies at every named point (`test/support/laptop-deaths.ts`): after a random day's work, one death
 * at each point of it. Nothing acknowledged is lost, nothing half done is seen, everything starts again by itself.
 * `laptop-faults.test.ts`, `killed-upgrades.test.ts` and others kill real processes, fewer of them.
 */
import { closeSync, mkdtempSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { backUpReplica, listBackups } from '../../electron/replica/backup.ts';
import { isPlainDatabase, openDatabase } from '../../electron/replica/encrypted-database.ts';
import { openReplica } from '../../electron/replica/open-replica.ts';
import { Vault } from '../../electron/replica/vault.ts';
import type { Fetch } from '../../electron/sync/hub-client.ts';
import { namesFor } from '../../migrations/history.ts';
import { migrateTo } from '../../migrations/migrations.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { type Random, seeded } from '../simulation/random-world.ts';
import { RUNS } from '../support/effort.ts';
import {
  everyDeath,
  expectWhole,
  groupsOf,
  laptopOfTwo,
  open,
  outboxOf,
  save,
  TIMEOUT_MS,
  tagsOf,
} from '../support/laptop-deaths.ts';
import { createWorld, openFile, PASSWORD } from '../support/world.ts';

/** What a person was told, and what was begun. */
interface Told {
  readonly begun: readonly string[];
  readonly saved: readonly string[];
  readonly pins: readonly string[];
  readonly backups: number;
}

class Day {
  readonly #begun: string[] = [];
  readonly #saved: string[] = [];
  readonly #pins = new Set<string>();
  readonly #random: Random;
  #backups = 0;
  #host: ReplicaHost | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  get told(): Told {
    return {
      begun: [...this.#begun],
      saved: [...this.#saved],
      pins: [...this.#pins],
      backups: this.#backups,
    };
  }

  /** As a hub answers Anna's password; nothing else is answered. */
  readonly #hub: Fetch = (url) => {
    const { data } = must(this.#host).sessions;
    if (!url.endsWith('/v1/auth/sign-in')) return Promise.reject(new TypeError('no network'));
    const body = {
      accessToken: 'a',
      refreshToken: newId(),
      userId: this.#idOf('anna@images'),
      theaterId: data?.theaterId,
      serverTime: new Date().toISOString(),
      historyId: data?.historyId,
    };
    return Promise.resolve(Response.json(body, { headers: { [VERSION_HEADER]: String(SCHEMA_VERSION) } }));
  };

  #idOf(email: string): string {
    return String(must(this.#host).replica.reader.prepare('SELECT id FROM users WHERE email = ?').pluck().get(email));
  }

  /** Every kind of work at least once, in any order. */
  async live(dir: string): Promise<void> {
    const host = await open(dir, (url, init) => this.#hub(url, init));
    this.#host = host;
    const kinds = [this.#work, this.#work, this.#newcomer, this.#pin, this.#backUp, this.#trim, this.#work];
    while (kinds.length > 0) {
      const [work] = kinds.splice(this.#random.below(kinds.length), 1);
      await work?.call(this, host);
      if (this.#random.below(3) === 0) await this.#work(host);
    }
    await host.close();
  }

  async #work(host: ReplicaHost): Promise<void> {
    for (let left = 1 + this.#random.below(3); left > 0; left -= 1) {
      const id = newId();
      this.#begun.push(id);
      await save(host, id);
      this.#saved.push(id);
    }
  }

  #signIn(host: ReplicaHost, name: string): Promise<string> {
    return host.signIn({ hubUrl: 'http://127.0.0.1:1', email: `${name}@images`, password: PASSWORD });
  }

  /** Anna is forgotten, and comes again: she gets a slot. */
  async #newcomer(host: ReplicaHost): Promise<void> {
    const anna = host.people.find(({ email }) => email === 'anna@images');
    await this.#signIn(host, 'boris');
    if (anna !== undefined) {
      this.#pins.delete(anna.userId);
      await host.forget(anna.userId);
    }
    await this.#signIn(host, 'anna');
  }

  async #pin(host: ReplicaHost): Promise<void> {
    await host.setPin(PASSWORD, '4711');
    this.#pins.add(must(host.sessions.current).userId);
    host.lock();
    await host.unlock({ pin: '4711' });
  }

  async #backUp(host: ReplicaHost): Promise<void> {
    await host.backUp('daily');
    this.#backups = 1;
  }

  #trim(host: ReplicaHost): Promise<void> {
    host.replica.journal.rewrite(
      host.replica.reader
        .prepare<[], never>(
          'SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox ORDER BY sequence',
        )
        .all(),
    );
    return Promise.resolve();
  }
}

test(`a day's work that dies at every point of it, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const state = { day: new Day(seeded(0)) };
  await everyDeath<Told>({
    groups: ['file', 'journal', 'commit', 'backup', 'slot', 'pin', 'session'],
    from: await laptopOfTwo(world),
    known: () => state.day.told,
    work: (dir, random) => {
      state.day = new Day(random);
      return state.day.live(dir);
    },
    check: async ({ dir, known, point }) => {
      const host = await open(dir);
      try {
        expect(host.rebuilt).toBeUndefined();
        expectWhole(host);
        const kept = outboxOf(host);
        const tags = new Set(tagsOf(host));
        expect(known.saved.filter((id) => !kept.includes(id) || !tags.has(id))).toEqual([]);
        // At most what was under way; with its effect, or without both.
        expect(kept).toEqual(known.begun.slice(0, kept.length));
        expect([...tags].filter((id) => !kept.includes(id))).toEqual([]);
        expect(host.isSessionBroken).toBe(false);
        expect(host.sessions.data?.theaterId).toBeDefined();
        const withPin = host.people.filter(({ hasPin }) => hasPin).map(({ userId }) => userId);
        expect(known.pins.filter((userId) => !withPin.includes(userId))).toEqual([]);
        const backups = listBackups(dir);
        expect(backups.length).toBeGreaterThanOrEqual(known.backups);
        if (point.startsWith('backup.'))
          for (const { file } of backups) {
            const copy = openDatabase(file, host.replica.vault, { readonly: true });
            expect(copy.pragma('quick_check(1)', { simple: true })).toBe('ok');
            copy.close();
          }
        // And work goes on.
        if (host.sessions.current !== undefined) await save(host, newId());
      } finally {
        await host.close();
      }
    },
  });
});

/** Flips bytes here and there, but not in the first pages, which say that this is a database of ours. */
function damage(file: string, random: Random): void {
  const handle = openSync(file, 'r+');
  for (let at = 8192 + 4096 * random.below(4); at < statSync(file).size; at += 4096 * (1 + random.below(4)))
    writeSync(handle, Buffer.alloc(1024, 0xa5), 0, 1024, at);
  closeSync(handle);
}

test(`a damaged database that is built anew, dying at every point of it, ${RUNS} times`, {
  timeout: TIMEOUT_MS,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const state = { saved: [] as string[] };
  await everyDeath<readonly string[]>({
    groups: ['rebuild'],
    from: await laptopOfTwo(world),
    known: () => [...state.saved],
    work: async (dir, random) => {
      const ids = Array.from({ length: 1 + random.below(6) }, () => newId());
      state.saved = ids;
      const before = await open(dir);
      for (const id of ids) await save(before, id);
      await before.close();
      damage(join(dir, 'replica.sqlite'), random);
      await (await open(dir)).close();
    },
    check: async ({ dir, known }) => {
      const host = await open(dir);
      try {
        expect(outboxOf(host)).toEqual(known);
        expectWhole(host);
        expect(host.sessions.data?.theaterId).toBeDefined();
      } finally {
        await host.close();
      }
    },
  });
});

test(`a database from before encryption that is sealed, dying at every point of it, ${RUNS} times`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const plain = join(mkdtempSync(join(tmpdir(), 'offstage-plain-')), 'laptop');
  const key = new Vault(Buffer.alloc(32, 3));
  const now = (): Date => new Date('2026-03-01T10:00:00.000Z');
  const open = (dir: string, vault: Vault): ReturnType<typeof openReplica> =>
    openReplica(dir, { create: true, now, vault });
  await (await open(plain, Vault.plain())).replica.close();
  const state = { sequences: [] as number[] };
  await everyDeath<readonly number[]>({
    groups: ['encrypt'],
    from: plain,
    known: () => [...state.sequences],
    work: async (dir, random) => {
      state.sequences = Array.from({ length: 1 + random.below(8) }, (_, index) => index + 1);
      const { replica } = await open(dir, Vault.plain());
      await replica.write('full', (tx) => {
        for (const sequence of state.sequences) {
          const id = newId();
          tx.prepare(
            'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, 0)',
          ).run(sequence, id, 'row.create', '{}', id, now().toISOString());
        }
      });
      if (random.below(2) === 0) await backUpReplica(dir, 'daily', now(), Vault.plain());
      await replica.close();
      await (await open(dir, key)).replica.close();
    },
    check: async ({ dir, known }) => {
      const { replica, rebuilt } = await open(dir, key);
      try {
        expect(rebuilt).toBeUndefined();
        expect(replica.reader.prepare('SELECT sequence FROM outbox ORDER BY sequence').pluck().all()).toEqual(known);
        expect(replica.reader.pragma('quick_check(1)', { simple: true })).toBe('ok');
        for (const file of [join(dir, 'replica.sqlite'), ...listBackups(dir).map((backup) => backup.file)])
          expect(isPlainDatabase(file)).toBe(false);
        expect(readdirSync(dir).filter((name) => name.includes('.building'))).toEqual([]);
      } finally {
        await replica.close();
      }
    },
  });
});

/** The last version that was released: upgrades begin here. */
const RELEASED = '0005-sent-mutations';

test(`an upgrade that dies at every point of it, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const dir = await laptopOfTwo(world);
  const host = await open(dir);
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await save(host, id);
  await host.close();
  const sqlite = await openFile(dir);
  await migrateTo(kyselyOver(sqlite), 'sqlite', RELEASED);
  sqlite.close();
  await everyDeath<readonly string[]>({
    groups: ['migration'],
    from: dir,
    known: () => ids,
    work: async (laptop) => (await open(laptop)).close(),
    check: async ({ dir: image, known }) => {
      const again = await open(image);
      try {
        expect(again.rebuilt).toBeUndefined();
        expect(again.replica.reader.prepare('SELECT name FROM schema_migrations ORDER BY name').pluck().all()).toEqual(
          namesFor('sqlite'),
        );
        expect(outboxOf(again)).toEqual(known);
        expectWhole(again);
        expect(listBackups(image).some(({ reason }) => reason === 'migration')).toBe(true);
      } finally {
        await again.close();
      }
    },
  });
});

test('each group of points that belongs here is died at', () => {
  const here = ['file', 'journal', 'commit', 'backup', 'slot', 'pin', 'session', 'rebuild', 'encrypt', 'migration'];
  expect(here.toSorted()).toEqual(groupsOf('at work').toSorted());
});
