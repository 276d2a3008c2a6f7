/** A field of the report that is kept when somebody leaves it: nobody's words are put back silently. */
import { expect, test } from 'vitest';
import { afterKept, afterStroke, editAmid, isThere, type KeptEdit } from '../../../renderer/features/show/kept-edit.ts';
import type { FieldDraft } from '../../../shared/features/form/drafts.ts';

/** The field on a screen: what stands in the report, and what is typed, as the screen goes through it. */
class Screen {
  draft: FieldDraft | undefined;
  stored = '';
  get edit(): KeptEdit | undefined {
    return editAmid(this.draft, this.stored);
  }
  get shown(): string {
    return this.edit?.typed ?? this.stored;
  }
  arrive(stored: string): void {
    this.stored = stored;
    this.#settle();
  }
  type(text: string): void {
    this.draft = { ...afterStroke(this.edit, this.stored, text) };
    this.#settle();
  }
  kept(sent: KeptEdit): void {
    const rest = afterKept(this.edit, sent);
    this.draft = rest === undefined ? undefined : { ...rest };
  }
  #settle(): void {
    if (isThere(this.draft, this.stored)) this.draft = undefined;
  }
}

test('once it is kept, a colleague’s addition is seen, and is not taken out again', () => {
  const screen = new Screen();
  screen.type('A');
  expect(screen.edit).toEqual({ typed: 'A', seen: '' });
  screen.arrive('A');
  screen.arrive('A\nB');
  expect(screen.shown).toBe('A\nB');
  expect(screen.edit).toBeUndefined();
});

test('what a colleague set right is seen, and the next edit begins from it', () => {
  const screen = new Screen();
  screen.type('400');
  screen.arrive('400');
  screen.arrive('412');
  expect(screen.shown).toBe('412');
  screen.type('4120');
  expect(screen.edit).toEqual({ typed: '4120', seen: '412' });
});

test('what is seen is what stood there at the first keystroke, whatever arrives while somebody types', () => {
  const screen = new Screen();
  screen.arrive('A');
  screen.type('A1');
  screen.arrive('A\nB');
  screen.type('A12');
  expect(screen.shown).toBe('A12');
  expect(screen.edit).toEqual({ typed: 'A12', seen: 'A' });
});

test('kept and merged at once with a colleague’s words, it is shown with them', () => {
  const screen = new Screen();
  screen.type('A');
  const sent = screen.edit;
  if (sent === undefined) throw new Error('nothing is typed');
  screen.arrive('B\nA');
  expect(screen.shown).toBe('A');
  screen.kept(sent);
  expect(screen.shown).toBe('B\nA');
});

test('what was typed on while the first was on its way stays, on top of what was sent', () => {
  const screen = new Screen();
  screen.type('A');
  const sent = screen.edit;
  if (sent === undefined) throw new Error('nothing is typed');
  screen.type('AA');
  screen.kept(sent);
  expect(screen.edit).toEqual({ typed: 'AA', seen: 'A' });
});
