/**
 * The window's link to its replica: lost and found again, nothing is sent that has failed already, and nothing is done
 * twice.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../../../shared/base/ids.ts';
import { locationTree } from '../../../shared/features/locations/queries.ts';

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static readonly all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: { readonly id: number; readonly method: string; readonly params: { readonly id?: string } }[] = [];
  constructor() {
    super();
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as FakeSocket['sent'][number]);
  }
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
  answer(id: number, value: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify({ id, ok: true, value }) }));
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function linked(): Promise<{
  readonly connection: typeof import('../../../renderer/data/connection.ts')['connection'];
  readonly first: FakeSocket;
}> {
  vi.useFakeTimers();
  vi.resetModules();
  FakeSocket.all.length = 0;
  vi.stubGlobal('window', { location: { href: 'http://127.0.0.1:1/' } });
  vi.stubGlobal('WebSocket', FakeSocket);
  const { connection } = await import('../../../renderer/data/connection.ts');
  const [first] = FakeSocket.all;
  if (first === undefined) throw new Error('no socket');
  first.open();
  return { connection, first };
}

test('a mutation whose answer was lost is asked for again under the same id when the link is back', async () => {
  const { connection, first } = await linked();
  const id = newId();
  const saved = connection.request('mutate', { name: 'row.create', args: {}, id });
  first.close();
  await vi.advanceTimersByTimeAsync(700);
  const second = FakeSocket.all[1];
  second?.open();
  expect(second?.sent).toHaveLength(1);
  expect(second?.sent[0]).toMatchObject({ method: 'mutate', params: { id } });
  second?.answer(second.sent[0]?.id ?? 0, 'done');
  expect(await saved).toBe('done');
});

test('a request that has failed is not sent when the link returns', async () => {
  const { connection, first } = await linked();
  const asked = connection.request('sync.retry', {});
  first.close();
  await expect(asked).rejects.toMatchObject({ failure: { code: 'link.lost' } });
  const late = connection.request('mutate', { name: 'row.create', args: {}, id: newId() });
  late.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(11_000);
  await expect(late).rejects.toMatchObject({ failure: { code: 'link.lost' } });
  FakeSocket.all.at(-1)?.open();
  expect(FakeSocket.all.flatMap(({ sent }) => sent).filter(({ method }) => method === 'mutate')).toEqual([]);
});

test('over Electron, a replica process that was started again gets the subscriptions and the unanswered mutation', async () => {
  vi.useFakeTimers();
  vi.resetModules();
  const bridge = {
    sent: [] as { readonly id: number; readonly method: string; readonly params: object }[],
    frame: (_frame: unknown): void => undefined,
    link: (_isOpen: boolean): void => undefined,
  };
  vi.stubGlobal('window', {
    offstage: {
      send: (frame: (typeof bridge.sent)[number]) => bridge.sent.push(frame),
      onFrame: (listener: (frame: unknown) => void) => {
        bridge.frame = listener;
      },
      onLink: (listener: (isOpen: boolean) => void) => {
        bridge.link = listener;
      },
    },
  });
  const { connection } = await import('../../../renderer/data/connection.ts');
  const answers: unknown[] = [];
  connection.subscribe(locationTree, {}, { onAnswer: (rows) => answers.push(rows), onFailure: () => undefined });
  // Before the shell has brought a port, nothing is sent that nobody would answer.
  expect(bridge.sent).toEqual([]);
  bridge.link(true);
  const [asked] = bridge.sent;
  expect(asked).toMatchObject({ method: 'subscribe', params: { name: 'locations.tree', args: {} } });
  const { subscription } = (asked?.params ?? {}) as { readonly subscription: number };
  const rows = [{ id: 'a', name: 'Склад' }];
  bridge.frame({ event: 'rows', subscription, value: rows });
  const patch = { rows: { a: { fields: { name: { set: 'Цех' } }, gone: [] } } };
  bridge.frame({ event: 'patch', subscription, patch });
  expect(answers).toEqual([rows, [{ id: 'a', name: 'Цех' }]]);
  const id = newId();
  const saved = connection.request('mutate', { name: 'row.create', args: {}, id });
  bridge.link(false);
  bridge.sent.length = 0;
  bridge.link(true);
  expect(bridge.sent.map(({ method }) => method)).toEqual(['mutate', 'subscribe']);
  expect(bridge.sent[0]).toMatchObject({ params: { id } });
  bridge.frame({ id: bridge.sent[0]?.id, ok: true, value: 'done' });
  expect(await saved).toBe('done');
  // The new process knows of no earlier answer: it sends all of it.
  bridge.frame({ event: 'rows', subscription, value: [] });
  expect(answers.at(-1)).toEqual([]);
});
