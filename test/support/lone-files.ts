/** A laptop's contents and their ways, before a hub that the test plays; rows come and go as the test says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileEngine } from '../../electron/files/file-engine.ts';
import { LaptopFiles } from '../../electron/files/laptop-files.ts';
import type { Opener } from '../../electron/files/open-outside.ts';
import { openReplica } from '../../electron/replica/open-replica.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { Vault } from '../../electron/replica/vault.ts';
import { type Fetch, HubClient } from '../../electron/sync/hub-client.ts';
import { SessionStore } from '../../electron/sync/session-store.ts';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import { fileId } from '../../shared/mutations/file-use.ts';
import type { FakeFileHub } from './fake-file-hub.ts';
import { idOf } from './rows.ts';

const AT = '2026-03-01T10:00:00.000Z';
const THEATRE = idOf(1);
const KEY = Buffer.alloc(32, 7);

export async function* pieces(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length || at === 0; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** Sealed and in the system's folder, where nothing else is said. */
export interface Having {
  readonly vault?: Vault;
  readonly disk?: string;
  /** One that somebody else made and will erase; a folder of its own where nothing is said. */
  readonly dir?: string;
  readonly opener?: Opener;
  /** Contents travel in the store's thread, as in the app; without it the hub's `fetch` is called in this thread. */
  readonly hubUrl?: string;
  readonly storeThread?: URL;
}

export class LoneFiles {
  readonly dir: string;
  readonly problems: unknown[] = [];
  readonly #hub: FakeFileHub;
  readonly #isOurs: boolean;
  readonly #opener: Opener | undefined;
  readonly #hubUrl: string | undefined;
  readonly #storeThread: URL | undefined;
  #vault: Vault;
  #opened: { readonly replica: Replica; readonly files: LaptopFiles; readonly engine: FileEngine } | undefined;

  private constructor(hub: FakeFileHub, { vault, disk, dir, opener, hubUrl, storeThread }: Having) {
    this.#hub = hub;
    this.#vault = vault ?? new Vault(KEY);
    this.#opener = opener;
    this.#hubUrl = hubUrl;
    this.#storeThread = storeThread;
    this.dir = dir ?? mkdtempSync(join(disk ?? tmpdir(), 'offstage-files-'));
    this.#isOurs = dir === undefined;
  }

  static async begin(hub: FakeFileHub, having: Having = {}): Promise<LoneFiles> {
    const laptop = new LoneFiles(hub, having);
    await laptop.open();
    await laptop.replica.write('full', (tx) => {
      const insert = 'INSERT INTO theaters (id, name, code, created_at, updated_at) VALUES (?, ?, ?, ?, ?)';
      tx.prepare(`${insert} ON CONFLICT (id) DO NOTHING`).run(THEATRE, 'Т', 't', AT, AT);
      tx.touch('theaters');
    });
    return laptop;
  }

  async open(): Promise<void> {
    const { replica } = await openReplica(this.dir, { create: true, now: () => new Date(AT), vault: this.#vault });
    await replica.setMeta({ device_id: idOf(900), theater_id: THEATRE, loaded: AT });
    const onError = (error: unknown): void => void this.problems.push(error);
    const now = (): Date => new Date(AT);
    const ours: Fetch = (url, init) => this.#hub.fetch(url, init);
    const network = this.#hubUrl === undefined ? { fetch: ours } : {};
    const storeThread = this.#storeThread;
    const files = await LaptopFiles.open({ replica, now, opener: this.#opener, storeThread, onError, ...network });
    const sessions = new SessionStore(this.dir, this.#vault);
    sessions.save({
      hubUrl: this.#hubUrl ?? 'https://hub.invalid',
      deviceId: idOf(900),
      deviceToken: 'token',
      theaterId: THEATRE,
      historyId: 'h1',
      currentUserId: idOf(2),
      people: [{ userId: idOf(2), email: 'olga@t1', accessToken: 'a', refreshToken: 'r' }],
    });
    const client = new HubClient(sessions, { fetch: network.fetch ?? fetch, now });
    // The shortest wait that a failure leads to.
    const random = (): number => 0;
    const engine = new FileEngine({ replica, files, client, now, random, onStatus: () => undefined, onError });
    this.#opened = { replica, files, engine };
  }

  /** Somebody's password has wrapped a key: it holds from the next `open` on. */
  encrypt(): void {
    this.#vault = new Vault(KEY);
  }

  /** As when the app is ended in the middle of everything. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.engine.stop();
    await opened?.files.close();
    await opened?.replica.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    if (this.#isOurs) rmSync(this.dir, { recursive: true });
  }

  get #now() {
    if (this.#opened === undefined) throw new Error('this laptop is closed');
    return this.#opened;
  }

  get isOpen(): boolean {
    return this.#opened !== undefined;
  }

  get replica(): Replica {
    return this.#now.replica;
  }

  get files(): LaptopFiles {
    return this.#now.files;
  }

  get engine(): FileEngine {
    return this.#now.engine;
  }

  /** Takes content in and names it by a row, which the hub does not know yet. */
  async take(bytes: Uint8Array, name = 'файл.bin'): Promise<TakenFile> {
    const taken = await this.files.take(pieces(bytes), { name, bytes: bytes.length });
    await this.#insert([{ sha256: taken.sha256, size: taken.size, mime: taken.mime }]);
    return taken;
  }

  async #insert(
    files: readonly { readonly sha256: string; readonly size: number; readonly mime: string }[],
  ): Promise<void> {
    await this.replica.write('full', (tx) => {
      const insert = tx.prepare(
        `INSERT INTO files (id, theater_id, sha256, size, mime, name, has_thumbnail, created_at)
         VALUES (?, ?, ?, ?, ?, 'n', 0, ?) ON CONFLICT (id) DO NOTHING`,
      );
      for (const { sha256, size, mime } of files)
        insert.run(fileId(THEATRE, sha256), THEATRE, sha256, String(size), mime, AT);
      tx.touch('files');
    });
  }

  /** Rows go up: the hub knows of everything that this laptop names. */
  push(): void {
    const rows = this.replica
      .prepared<[], { sha256: string; size: number }>('SELECT sha256, CAST(size AS INTEGER) AS size FROM files')
      .all();
    for (const { sha256, size } of rows) this.#hub.know(sha256, size);
  }

  /** Rows come down: this laptop knows what the hub knows. */
  async pull(): Promise<void> {
    const rows = [...this.#hub.files].map(([sha256, file]) => ({ sha256, mime: 'application/octet-stream', ...file }));
    await this.#insert(rows);
    await this.replica.write('full', (tx) => {
      const note = tx.prepare('UPDATE files SET uploaded_at = ?, has_thumbnail = ? WHERE sha256 = ?');
      for (const { sha256, isUploaded, hasThumbnail } of rows)
        note.run(isUploaded ? AT : null, hasThumbnail ? 1 : 0, sha256);
      tx.touch('files');
    });
  }

  /** What stands in `stored_files`. */
  get rows(): readonly { readonly sha256: string; readonly has_original: number; readonly has_thumbnail: number }[] {
    return this.replica
      .prepared<[], { sha256: string; has_original: number; has_thumbnail: number }>(
        'SELECT sha256, has_original, has_thumbnail FROM stored_files ORDER BY sha256',
      )
      .all();
  }
}
