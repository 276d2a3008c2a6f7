/** Beside a stage no screen becomes bright by itself. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What a browser keeps for this laptop. */
class Kept implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly #items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

const evening = '0190aaaa-0000-7000-8000-000000000001';
let kept: Kept;

/** The interface begins, on a laptop whose person likes it light. */
async function begin() {
  vi.resetModules();
  const root = { dataset: {} as Record<string, string>, style: { setProperty: () => undefined } };
  vi.stubGlobal('window', { localStorage: kept, matchMedia: () => ({ matches: true }) });
  vi.stubGlobal('localStorage', kept);
  vi.stubGlobal('document', { documentElement: root });
  const { useShow, isQuiet } = await import('../../../renderer/store/show-store.ts');
  const { useUi } = await import('../../../renderer/store/ui-store.ts');
  const { beginLook } = await import('../../../renderer/store/look.ts');
  const look = (): string | undefined => {
    beginLook();
    return root.dataset['look'];
  };
  return { look, isQuiet, show: useShow.getState(), ui: useUi.getState() };
}

/** The evening is open and runs. */
async function running() {
  const page = await begin();
  page.show.enter(evening);
  page.show.run(true);
  expect(page.look()).toBe('show');
  return page;
}

beforeEach(() => {
  kept = new Kept();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('an interface that was killed while a show ran begins dark and silent, before anything is read', async () => {
  await running();
  const again = await begin();
  expect(again.look()).toBe('show');
  expect(again.isQuiet()).toBe(true);
});

test('it stays dark when somebody elsewhere ends, signs, takes back or deletes it, and where it cannot be read', async () => {
  const page = await running();
  page.show.run(false);
  expect(page.look()).toBe('show');
  page.show.enter(evening);
  expect(page.look()).toBe('show');
});

test('who leaves the evening, holds the way out, or chooses a look has their own look again', async () => {
  const left = await running();
  left.show.leave();
  expect(left.look()).toBe('light');
  const held = await running();
  held.show.brighten();
  held.show.run(false);
  expect(held.look()).toBe('light');
  const chosen = await running();
  chosen.show.run(false);
  chosen.ui.setAppearance('dark');
  expect(chosen.look()).toBe('dark');
  expect((await begin()).look()).toBe('dark');
});

test('another evening begins in the person’s own look', async () => {
  const page = await running();
  page.show.run(false);
  page.show.enter('0190aaaa-0000-7000-8000-000000000002');
  expect(page.look()).toBe('light');
});

test('a lock covers the address of an evening and does not leave it', async () => {
  const { isAddressOf } = await import('../../../renderer/store/show-store.ts');
  expect(isAddressOf(`/show/${evening}`, evening)).toBe(true);
  expect(isAddressOf(`/show/${evening}?x=1`, evening)).toBe(true);
  expect(isAddressOf('/today', evening)).toBe(false);
  expect(isAddressOf(`/events/${evening}`, evening)).toBe(false);
});

test('the page is dark until its program begins, whatever the system likes', () => {
  const read = (path: string): string => readFileSync(new URL(`../../../renderer/${path}`, import.meta.url), 'utf8');
  expect(read('index.html')).toContain('<meta name="color-scheme" content="dark" />');
  expect(read('app/tokens.css')).toMatch(/:root:not\(\[data-look\]\) \{\s*--bg: #050403;/);
  expect(read('main.tsx').indexOf('beginLook();')).toBeLessThan(read('main.tsx').indexOf('startWords();'));
});
