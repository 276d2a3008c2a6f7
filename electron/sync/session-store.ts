/**
 * Who is signed in on this laptop, and what proves it: a sealed file. Several people share a laptop, each with a
 * session of their own; signing out never touches what is pending. What makes the laptop itself known to the hub stands
 * in a second file, so that a broken session costs people a sign-in and nothing else.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../replica/durable-file.ts';
import { reached } from '../replica/fault-points.ts';
import { isSealed, plainBox, type SecretBox, Vault } from '../replica/vault.ts';

/** Empty tokens: the laptop knows this person, but the hub has not been asked since they signed in. */
const personSession = z.object({
  userId: z.string(),
  email: z.string(),
  refreshToken: z.string(),
  accessToken: z.string(),
  /** When the hub forgets this sign-in unless it is renewed; absent: the hub has not said. */
  until: z.string().optional(),
});
const deviceFile = z.object({
  hubUrl: z.string(),
  deviceId: z.string(),
  deviceToken: z.string(),
  theaterId: z.string(),
  historyId: z.string(),
});
const sessionFile = deviceFile.extend({ currentUserId: z.string().nullable(), people: z.array(personSession) });
/** What proves one person to the hub. The refresh token is replaced by each use. */
export type PersonSession = z.infer<typeof personSession>;
/** All of it: the laptop, its hub, everybody who has a session here, and who is at work. */
export type SessionData = z.infer<typeof sessionFile>;

/** The only writer of both files; each change is written as a whole, durably, before it counts. */
export class SessionStore {
  readonly #file: string;
  readonly #deviceFile: string;
  readonly #box: SecretBox;
  readonly #deviceBox: SecretBox;
  #data: SessionData | undefined;
  #device: string | undefined;
  #isBroken = false;

  /** Never throws for what the files hold: what cannot be read is set aside, and the people sign in again. */
  constructor(dir: string, vault: Vault = Vault.plain()) {
    if (dir === '') {
      [this.#file, this.#deviceFile, this.#box, this.#deviceBox] = ['', '', plainBox, plainBox];
      return;
    }
    this.#file = join(dir, 'session.json');
    this.#deviceFile = join(dir, 'device.json');
    this.#box = vault.box('session');
    this.#deviceBox = vault.box('device');
    const device = parsed(this.#deviceFile, this.#deviceBox, deviceFile);
    const session = parsed(this.#file, this.#box, sessionFile);
    this.#isBroken = session === undefined && (device !== undefined || existsSync(this.#file));
    if (this.#isBroken && existsSync(this.#file)) renameSync(this.#file, join(dir, 'session.broken.json'));
    const isOpen = (file: string): boolean =>
      vault.key !== undefined && existsSync(file) && !isSealed(readFileSync(file, 'utf8'));
    this.#device = device === undefined || isOpen(this.#deviceFile) ? undefined : JSON.stringify(device);
    this.#data = session ?? (device === undefined ? undefined : { ...device, currentUserId: null, people: [] });
    // From before there was a key, or before there was a second file.
    if (this.#data !== undefined && (isOpen(this.#file) || this.#device === undefined)) this.save(this.#data);
  }

  /** In place of sessions that are still sealed: of which hub this laptop is, and nothing else. Never saved. */
  static unread(hubUrl: string | undefined): SessionStore {
    const store = new SessionStore('');
    if (hubUrl !== undefined)
      store.#data = {
        hubUrl,
        deviceId: '',
        deviceToken: '',
        theaterId: '',
        historyId: '',
        currentUserId: null,
        people: [],
      };
    return store;
  }

  get data(): SessionData | undefined {
    return this.#data;
  }

  get current(): PersonSession | undefined {
    return this.#data?.people.find((person) => person.userId === this.#data?.currentUserId);
  }

  /** The file could not be read: people must sign in again, and nothing else is lost. */
  get isBroken(): boolean {
    return this.#isBroken && this.current === undefined;
  }

  /** Durable when it returns. Throws AppError `disk.full`, `disk.readOnly`; what was there holds then. */
  save(data: SessionData): void {
    const { currentUserId: _current, people: _people, ...device } = data;
    const text = JSON.stringify(deviceFile.parse(device));
    if (text !== this.#device) {
      writeDurably(this.#deviceFile, this.#deviceBox.seal(text));
      this.#device = text;
    }
    writeDurably(this.#file, this.#box.seal(JSON.stringify(data)));
    reached('session.saved');
    this.#data = data;
  }

  #change(change: (data: SessionData) => Partial<SessionData>): void {
    if (this.#data !== undefined) this.save({ ...this.#data, ...change(this.#data) });
  }

  /** Adds or replaces a person's session and makes it the current one. */
  signIn(person: PersonSession): void {
    if (this.#data === undefined) throw new Error('the device is not registered');
    this.#change(({ people }) => ({
      currentUserId: person.userId,
      people: [...people.filter((known) => known.userId !== person.userId), person],
    }));
  }

  /** Makes somebody current whom the laptop itself has recognised; tokens that they still have stay. */
  switchTo(userId: string, email: string): void {
    this.#change(({ people }) => ({
      currentUserId: userId,
      people: people.some((known) => known.userId === userId)
        ? people
        : [...people, { userId, email, accessToken: '', refreshToken: '' }],
    }));
  }

  renew(userId: string, tokens: Pick<PersonSession, 'accessToken' | 'refreshToken' | 'until'>): void {
    this.#change(({ people }) => ({
      people: people.map((person) =>
        person.userId === userId
          ? {
              ...person,
              accessToken: tokens.accessToken,
              refreshToken: tokens.refreshToken,
              ...(tokens.until === undefined ? {} : { until: tokens.until }),
            }
          : person,
      ),
    }));
  }

  signOut(): void {
    this.#change(({ people, currentUserId }) => ({
      currentUserId: null,
      people: people.filter((person) => person.userId !== currentUserId),
    }));
  }

  /** Forgets a person's session, current or not. */
  forget(userId: string): void {
    this.#change(({ people, currentUserId }) => ({
      currentUserId: currentUserId === userId ? null : currentUserId,
      people: people.filter((person) => person.userId !== userId),
    }));
  }
}

function parsed<T>(file: string, box: SecretBox, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(box.open(readFileSync(file, 'utf8'))));
  } catch {
    // Empty, half written or not ours: the caller sets it aside and says so.
    return undefined;
  }
}
