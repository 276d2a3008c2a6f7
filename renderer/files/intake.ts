/**
 * Files on their way into the app: content first, then the mutation that names it. Some at a time; what fails is said
 * beside its name and holds up nothing else. It goes on while somebody looks at another screen, and ends with the
 * window.
 */
import { create } from 'zustand';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import { RequestFailed } from '../data/connection.ts';
import { putContent } from '../data/content.ts';
import { newId } from '../data/new-id.ts';
import { keepFresh } from './fresh-content.ts';

/** What became of naming a content: kept, there already (with a sentence that says where), or refused. */
export type Kept =
  | { readonly kind: 'kept' }
  | { readonly kind: 'twice'; readonly sentence: string }
  | { readonly kind: 'failed'; readonly sentence: string };
/** Names a content in a mutation. */
export type Keep = (taken: TakenFile) => Promise<Kept>;

/** A file and how far it is. */
export interface Job {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sent: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'twice' | 'failed';
  /** Why it was not taken in; empty while there is nothing to say. */
  readonly sentence: string;
}

interface Bringing {
  readonly blob: Blob;
  readonly keep: Keep;
  /** Says why content was not taken in. */
  readonly say: (failure: RequestFailed['failure']) => string;
}

interface IntakeState {
  /** By where they go. */
  readonly jobs: Readonly<Record<string, readonly Job[]>>;
}

const AT_ONCE = 3;
const useJobs = create<IntakeState>()(() => ({ jobs: {} }));
/** What is needed to try once more; goes when the job is over for good. */
const bringing = new Map<string, Bringing>();
const NONE: readonly Job[] = [];

const change = (key: string, id: string, to: Partial<Job>): void =>
  useJobs.setState(({ jobs }) => ({
    jobs: { ...jobs, [key]: (jobs[key] ?? NONE).map((job) => (job.id === id ? { ...job, ...to } : job)) },
  }));

let running = 0;
const queue: (() => Promise<void>)[] = [];
function goOn(): void {
  while (running < AT_ONCE) {
    const next = queue.shift();
    if (next === undefined) return;
    running += 1;
    void next().finally(() => {
      running -= 1;
      goOn();
    });
  }
}

/** Mutations of one place go in the order in which the files were given, whichever content arrives first. */
const lastOf = new Map<string, Promise<void>>();

async function bring(key: string, id: string, name: string, turn: Promise<void>): Promise<void> {
  const given = bringing.get(id);
  if (given === undefined) return;
  change(key, id, { state: 'sending', sentence: '' });
  try {
    const taken = await putContent(given.blob, name, (sent) => change(key, id, { sent }));
    keepFresh(taken.sha256, given.blob);
    await turn;
    const kept = await given.keep(taken);
    if (kept.kind === 'kept') {
      bringing.delete(id);
      change(key, id, { state: 'done' });
    } else change(key, id, { state: kept.kind, sentence: kept.sentence });
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    change(key, id, { state: 'failed', sentence: given.say(error.failure) });
  }
}

function begin(key: string, job: Pick<Job, 'id' | 'name'>): void {
  const turn = lastOf.get(key) ?? Promise.resolve();
  const over = Promise.withResolvers<void>();
  lastOf.set(
    key,
    turn.then(() => over.promise),
  );
  queue.push(() => bring(key, job.id, job.name, turn).finally(() => over.resolve()));
  goOn();
}

/** Takes files in. What was taken before and is over leaves the list. */
export function takeIn(key: string, files: readonly File[], { keep, say }: Omit<Bringing, 'blob'>): void {
  const added = files.map((file): Job => {
    const job: Job = { id: newId(), name: file.name, size: file.size, sent: 0, state: 'waiting', sentence: '' };
    bringing.set(job.id, { blob: file, keep, say });
    return job;
  });
  useJobs.setState(({ jobs }) => {
    const before = jobs[key] ?? NONE;
    const isOver = before.every(({ state }) => state !== 'waiting' && state !== 'sending');
    const left = isOver ? before.filter(({ state }) => state === 'failed') : before;
    return { jobs: { ...jobs, [key]: [...left, ...added] } };
  });
  for (const job of added) begin(key, job);
}

/** Resolves once everything that is on its way to a place by now is kept, or was refused. */
export const settled = (key: string): Promise<void> => lastOf.get(key) ?? Promise.resolve();

/** Tries the files that failed once more. */
export function tryAgain(key: string): void {
  for (const job of useJobs.getState().jobs[key] ?? NONE) if (job.state === 'failed') begin(key, job);
}

/** What is over leaves the list. */
export function dismiss(key: string): void {
  useJobs.setState(({ jobs }) => {
    const left = (jobs[key] ?? NONE).filter(({ state }) => state === 'waiting' || state === 'sending');
    const gone = (jobs[key] ?? NONE).filter((job) => !left.includes(job));
    for (const { id } of gone) bringing.delete(id);
    return { jobs: { ...jobs, [key]: left } };
  });
}

/** Files on their way to a place, and those of them that were not taken in. */
export const useIntake = (key: string): readonly Job[] => useJobs(({ jobs }) => jobs[key] ?? NONE);
