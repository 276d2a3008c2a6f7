/**
 * Who is signed in on this laptop, and what proves it: a file that only its owner may read. Several people share a laptop, each with a
 * session of their own; signing out never touches what is pending.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const personSession = z.object({ userId: z.string(), email: z.string(), refreshToken: z.string(), accessToken: z.string() });
const sessionFile = z.object({
  hubUrl: z.string(), deviceId: z.string(), deviceToken: z.string(), theaterId: z.string(), historyId: z.string(),
  currentUserId: z.string().nullable(), people: z.array(personSession),
});
export type PersonSession = z.infer<typeof personSession>;
export type SessionData = z.infer<typeof sessionFile>;

/** Protects the file's text at rest where the platform can (Electron's safeStorage); plain elsewhere. */
export interface SecretBox {
  seal(text: string): string;
  open(sealed: string): string;
}
const plainBox: SecretBox = { seal: (text) => text, open: (text) => text };

export class SessionStore {
  readonly #file: string;
  readonly #box: SecretBox;
  #data: SessionData | undefined;

  constructor(dir: string, box: SecretBox = plainBox) {
    this.#file = join(dir, 'session.json');
    this.#box = box;
    this.#data = existsSync(this.#file) ? sessionFile.parse(JSON.parse(box.open(readFileSync(this.#file, 'utf8')))) : undefined;
  }

  get data(): SessionData | undefined {
    return this.#data;
  }

  get current(): PersonSession | undefined {
    return this.#data?.people.find((person) => person.userId === this.#data?.currentUserId);
  }

  save(data: SessionData): void {
    // Written beside and renamed, so that a crash leaves the old file or the new one.
    writeFileSync(`${this.#file}.new`, this.#box.seal(JSON.stringify(data)), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
    this.#data = data;
  }

  /** Adds or replaces a person's session and makes it the current one. */
  signIn(person: PersonSession): void {
    if (this.#data === undefined) throw new Error('the device is not registered');
    this.save({ ...this.#data, currentUserId: person.userId, people: [...this.#data.people.filter((known) => known.userId !== person.userId), person] });
  }

  renew(userId: string, tokens: Pick<PersonSession, 'accessToken' | 'refreshToken'>): void {
    if (this.#data === undefined) return;
    this.save({ ...this.#data, people: this.#data.people.map((person) => (person.userId === userId ? { ...person, ...tokens } : person)) });
  }

  signOut(): void {
    if (this.#data === undefined) return;
    this.save({ ...this.#data, currentUserId: null, people: this.#data.people.filter((person) => person.userId !== this.#data?.currentUserId) });
  }
}
