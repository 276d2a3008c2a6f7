/** Answers what windows ask about labels. */
import { AppError } from '../../shared/base/app-error.ts';
import { type LabelStanding, labelRequests, type MadeLabels } from '../../shared/ipc/label-contract.ts';
import { atWork } from './at-work.ts';
import { partOf } from './contract-part.ts';
import type { MakeAsked } from './label-maker.ts';
import type { ReplicaHost } from './replica-host.ts';

/** What draws codes is as large as half of the app: it comes with the first label. */
const maker = () => import('./label-maker.ts');

/** Labels that are being made; lives until they are, or are stopped. */
interface Job {
  standing: LabelStanding | null;
  readonly stop: AbortController;
}
const jobs = new WeakMap<ReplicaHost, Map<string, Job>>();

function jobsOf(host: ReplicaHost): Map<string, Job> {
  const known = jobs.get(host) ?? new Map<string, Job>();
  jobs.set(host, known);
  return known;
}

/** Null where it was stopped: at once, whatever the engine is still at. */
async function make(host: ReplicaHost, asked: MakeAsked, job: Job): Promise<MadeLabels | null> {
  const asker = atWork(host);
  const { makeLabels } = await maker();
  const { signal } = job.stop;
  const stopped = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const onDrawn = (drawn: number, all: number): void => {
    job.standing = { drawn, all };
  };
  const working = makeLabels(host, asked, { signal, onDrawn });
  const file = await Promise.race([working, stopped]);
  if (file === null) {
    // Nobody waits for it: that it was stopped is all that it can say.
    working.catch(() => undefined);
    return null;
  }
  const { name, mime, bytes, ...made } = file;
  // Labels belong to whoever asked, and to nobody who has come since.
  if (atWork(host) !== asker) throw new AppError('paper.failed');
  return { file: host.made.keep({ name, mime, bytes }), ...made };
}

/** Labels, as a part of the contract: what was made waits among the made files of the host. */
export const labelPart = partOf(labelRequests, {
  'labels.preview': async (host, asked) => (await maker()).previewLabels(host, asked),
  'labels.make': async (host, asked): Promise<MadeLabels | null> => {
    const job: Job = { standing: null, stop: new AbortController() };
    if (asked.job !== undefined) jobsOf(host).set(asked.job, job);
    try {
      return await make(host, asked, job);
    } finally {
      if (asked.job !== undefined) jobsOf(host).delete(asked.job);
    }
  },
  'labels.standing': async (host, { job }): Promise<LabelStanding | null> => jobsOf(host).get(job)?.standing ?? null,
  'labels.stop': async (host, { job }): Promise<null> => {
    jobsOf(host).get(job)?.stop.abort();
    return null;
  },
});
