/** Ports as somebody gives them. */
import { AppError } from '../shared/base/app-error.ts';

/** 0 is any. Throws AppError `usage` for what is no port. */
export function givenPort(option: string, text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port < 65_536) return port;
  throw new AppError('usage', { problem: `${option} is a number from 0 to 65535, not ${text}` });
}
