/**
 * How much a run of the suite tries. A push has minutes, and images of what a kill leaves behind (`crash-images`) die at
 * every named point in them: tests that kill real processes, seconds each, take a sample there. `RUNS=n` takes all of
 * them, n times over.
 */
const given = process.env['RUNS'];

/** Whether everything is tried, not a sample of it. */
export const isThorough = given !== undefined;

/** How often each moment is tried. */
export const RUNS = Number(given ?? 1);

/** All of them where RUNS is given; otherwise at most so many, evenly spread, the first and the last among them. */
export function sampled<T>(all: readonly T[], most: number): readonly T[] {
  if (isThorough || all.length <= most) return all;
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => all[Math.round(index * step)]).filter((one) => one !== undefined);
}
