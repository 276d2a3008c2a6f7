/** The parts of the contract that are answered in rooms of their own, by method. */
import { AppError } from '../../shared/base/app-error.ts';
import { calendarRequests } from '../../shared/ipc/calendar-contract.ts';
import { exportRequests } from '../../shared/ipc/export-contract.ts';
import { fileRequests } from '../../shared/ipc/file-contract.ts';
import { labelRequests } from '../../shared/ipc/label-contract.ts';
import { paperRequests } from '../../shared/ipc/paper-contract.ts';
import { readyRequests } from '../../shared/ipc/ready-contract.ts';
import { calendarPart } from './calendar-part.ts';
import type { ContractPart } from './contract-part.ts';
import { exportPart } from './export-part.ts';
import { filePart } from './file-service.ts';
import { labelPart } from './label-service.ts';
import { paperPart } from './paper-part.ts';
import { readyPart } from './ready-part.ts';
import type { ReplicaHost } from './replica-host.ts';

const requests = {
  ...calendarRequests,
  ...exportRequests,
  ...fileRequests,
  ...labelRequests,
  ...paperRequests,
  ...readyRequests,
} as const;
const parts: readonly ContractPart[] = [calendarPart, exportPart, filePart, labelPart, paperPart, readyPart];

/** A method that one of the parts answers. */
export type PartMethod = keyof typeof requests;

export function isPartMethod(method: string): method is PartMethod {
  return Object.hasOwn(requests, method);
}

/** Answers a method of a part. Throws AppError. */
export async function answerPart(host: ReplicaHost, method: PartMethod, raw: unknown): Promise<unknown> {
  const part = parts.find((each) => each.has(method));
  if (part === undefined) throw new AppError('usage', { problem: `${method}: not answered here` });
  return part.answer(host, method, raw);
}
