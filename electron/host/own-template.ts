/**
 * A theatre's own template of a form, tried once. Typst is native code: a template that asks for memory without end
 * ends the whole process, and no thread holds that back. So it is noted before it is tried, and one that the app did
 * not survive is left out until somebody changes it: our own form is made instead, and whoever prints hears of it.
 */
import { createHash } from 'node:crypto';
import type { Replica } from '../replica/replica.ts';

const TRIED = 'paper.tried.';
/** What is noted of a template that came back. */
const SURVIVED = '';

const keyOf = (template: string): string => TRIED + createHash('sha256').update(template).digest('hex').slice(0, 32);

/** Whether the app ended while this template was tried. */
export const endedTheApp = (replica: Replica, template: string): boolean =>
  (replica.meta(keyOf(template)) ?? SURVIVED) !== SURVIVED;

/** Tries a template; durable notes stand around it. Throws what `make` throws, which the app has survived then. */
export async function tryTemplate<T>(replica: Replica, template: string, make: () => Promise<T>): Promise<T> {
  const key = keyOf(template);
  await replica.setMeta({ [key]: 'tried' });
  try {
    return await make();
  } finally {
    await replica.setMeta({ [key]: SURVIVED });
  }
}
