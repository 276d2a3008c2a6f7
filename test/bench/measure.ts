/** Small tools of the bench: percentiles, and the table that it prints. */

export interface Figure {
  readonly measure: string;
  readonly target: string;
  readonly value: string;
  readonly isMet: boolean | null;
  readonly detail: string;
}

export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Milliseconds of each of so many runs. */
export async function timeEach(runs: number, work: (index: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now();
    await work(index);
    samples.push(performance.now() - startedAt);
  }
  return samples;
}

export async function time(work: () => unknown): Promise<number> {
  const [milliseconds = 0] = await timeEach(1, work);
  return milliseconds;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(3) : value.toFixed(0)} ms`;
export const ratio = (value: number): string => `${value.toFixed(2)} ×`;

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.measure,
    figure.target,
    figure.value,
    figure.isMet === null ? '–' : figure.isMet ? 'yes' : 'NO',
    figure.detail,
  ]);
  const head = ['measure', 'target', 'measured', 'met', 'detail'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
