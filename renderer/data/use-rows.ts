/** A live query: its rows now, and again whenever one of its tables changes. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/ipc/contract.ts';
import { connection } from './connection.ts';

export interface Rows<T> {
  /** Undefined until the first answer. */
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
}

/** Subscribes while mounted. The previous rows stay in sight while new arguments are being answered. */
export function useRows<T>(name: string, args: unknown): Rows<T> {
  const [rows, setRows] = useState<Rows<T>>({ data: undefined, failure: undefined });
  const key = JSON.stringify(args);
  useEffect(
    () =>
      connection.subscribe({
        name,
        args: JSON.parse(key) as unknown,
        onRows: (value) => setRows({ data: value as T, failure: undefined }),
        onFailure: (failure) => setRows((before) => ({ data: before.data, failure })),
      }),
    [name, key],
  );
  return rows;
}
