/** What a shape server answers, made by hand. */
import type { HubClient } from '../../electron/sync/hub-client.ts';

export interface Asked {
  readonly table: string;
  readonly offset: string;
  readonly handle: string | null;
  readonly cacheBuster: string | null;
}

type Row = Readonly<Record<string, string | null>>;

/** A row of the log at a commit; of the snapshot where there is none. */
export function message(
  value: Row,
  at?: { readonly lsn: number; readonly op?: number; readonly last?: boolean },
): unknown {
  const headers =
    at === undefined
      ? { operation: 'insert' }
      : { operation: 'insert', lsn: String(at.lsn), op_position: at.op ?? 0, last: at.last ?? true };
  return { key: `key/${value['id'] ?? ''}`, value, headers };
}

export const upToDate = (lsn: number): unknown => ({
  headers: { control: 'up-to-date', global_last_seen_lsn: String(lsn) },
});

export const batch = (handle: string, offset: string, messages: readonly unknown[]): Response =>
  new Response(JSON.stringify(messages), {
    status: 200,
    headers: { 'electric-handle': handle, 'electric-offset': offset },
  });

export const mustRefetch = (handle = 'another'): Response =>
  new Response('[]', { status: 409, headers: { 'electric-handle': handle } });

/** A hub of which only shapes are asked: each request is answered by the test, and kept. */
export function shapeHub(answer: (asked: Asked, times: number) => Response | Promise<Response>): {
  readonly client: HubClient;
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  const get = async (path: string): Promise<Response> => {
    const { pathname, searchParams } = new URL(path, 'http://hub');
    const one: Asked = {
      table: pathname.split('/').at(-1) ?? '',
      offset: searchParams.get('offset') ?? '',
      handle: searchParams.get('handle'),
      cacheBuster: searchParams.get('cache-buster'),
    };
    asked.push(one);
    return answer(one, asked.filter(({ table }) => table === one.table).length);
  };
  return { client: { get } as unknown as HubClient, asked };
}
