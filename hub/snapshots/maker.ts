/** Has a snapshot made by a thread of its own, and brings it the shapes that it asks for. */
import { Worker } from 'node:worker_threads';
import { errorText } from '../../shared/base/asserts.ts';
import type { ShapeUpstream } from '../shapes/shape-upstream.ts';
import type { Made, MakerAnswer, MakerData, MakerReport } from './maker-messages.ts';
import type { ShapeAnswer } from './read-shape.ts';

/**
 * The thread's own memory for JavaScript, in megabytes; a chunk of rows needs a small part of it. What is young may
 * have little: rows are forgotten at once, and room for more of them saves a twentieth of the time for two hundred
 * megabytes.
 */
const HEAP_MB = 256;
const YOUNG_MB = 24;

/** Where shapes come from, and how long one answer may take until it is whole, in milliseconds. */
export interface ShapeSource {
  readonly upstream: ShapeUpstream;
  readonly answerMs: number;
}

/** An answer of the source of shapes, read whole. Rejects where that takes too long, or the signal ends it. */
export async function askUpstream(
  { upstream, answerMs }: ShapeSource,
  query: string,
  signal: AbortSignal,
): Promise<ShapeAnswer> {
  // Cleared at once: a deadline that is left to itself keeps what it guards in memory until it is over.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException('no answer in time', 'TimeoutError')), answerMs);
  try {
    const inTime = AbortSignal.any([signal, late.signal]);
    const { status, headers, body } = await upstream.fetch(new URLSearchParams(query), inTime);
    if (typeof body === 'string') return { status, headers, body };
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(Buffer.from(chunk));
    return { status, headers, body: Buffer.concat(chunks).toString('utf8') };
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects where anything fails, or the signal ends it; files may be left half made then. */
export function makeSnapshot(data: MakerData, source: ShapeSource, signal: AbortSignal): Promise<Made> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./maker-worker.ts', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const outcome: { made?: Made; failure?: unknown } = {};
    const stop = (): void => {
      outcome.failure = signal.reason;
      void worker.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (report: MakerReport) => {
      if (report.kind === 'made') outcome.made = report.made;
      else void answer(source, report.query, signal).then((reply) => worker.postMessage(reply));
    });
    worker.once('error', (error) => {
      outcome.failure = error;
    });
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      if (outcome.made !== undefined) resolve(outcome.made);
      else reject(outcome.failure instanceof Error ? outcome.failure : new Error(`the maker ended with ${code}`));
    });
    if (signal.aborted) stop();
  });
}

async function answer(source: ShapeSource, query: string, signal: AbortSignal): Promise<MakerAnswer> {
  try {
    return await askUpstream(source, query, signal);
  } catch (error) {
    return { failure: errorText(error) };
  }
}
