/** Small tools of the bench: percentiles, processor time, and the table that it prints. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Figure {
  readonly measure: string;
  readonly target: string;
  readonly value: string;
  readonly isMet: boolean | null;
  readonly detail: string;
}

/** How a bench tells what it measured. */
export type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

/** Milliseconds on the clock and of the processor; other work on the machine stretches only the first. */
export interface Spent {
  readonly clock: number;
  readonly processor: number;
}

/** What a piece of work of this process costs. */
export async function spent(work: () => unknown): Promise<Spent> {
  const before = process.cpuUsage();
  const clock = await time(work);
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1000 };
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

/** Fields of `/proc/PID/stat` after the name: parent, and time in user and system mode, ticks of 10 ms. */
function statOf(pid: number): { readonly parent: number; readonly ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It has ended meanwhile, or this system keeps no such files.
    return undefined;
  }
}

/** Milliseconds of processor time of this process and of a database: all that stands beside the given backend. */
export function processorTime(backend: number): number {
  const postmaster = statOf(backend)?.parent;
  const ticks = readdirSync('/proc').reduce((sum, name) => {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    return stat !== undefined && stat.parent === postmaster ? sum + stat.ticks : sum;
  }, 0);
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + ticks * 10;
}

/** Milliseconds of processor time of this process and of one backend alone. */
export function processorTimeWith(backend: number): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + (statOf(backend)?.ticks ?? 0) * 10;
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
