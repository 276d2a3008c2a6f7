/** A passport on paper says what its sections say, in both languages; HTML is text, and nothing is fetched. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePaper, type PaperFile } from '../../electron/host/paper-maker.ts';
import { must } from '../../shared/base/asserts.ts';
import { type PaperLaptop, paperLaptop } from '../support/paper-laptop.ts';
import { idOf } from '../support/rows.ts';
import { textOf } from './pdf-text.ts';

const state: { laptop?: PaperLaptop } = {};
beforeAll(async () => {
  state.laptop = await paperLaptop({ things: 1 });
});
afterAll(async () => state.laptop?.[Symbol.asyncDispose]());

function made(language: 'ru' | 'en', variantId: string | null, sectionId: string | null = null): Promise<PaperFile> {
  const { host, performanceId } = must(state.laptop);
  const about = { kind: 'passport', performanceId, variantId, sectionId } as const;
  return makePaper(host, { form: 'passport', about, language, isDraft: true });
}
const wordsOf = async (file: PaperFile): Promise<string> => (await textOf(file.bytes)).pages.join(' ');

test('everything that a section says stands on paper, once and in its order', async () => {
  const words = await wordsOf(await made('ru', null));
  const said = [
    'Паспорт спектакля: Чайка',
    'Осветительный цех',
    'Развеска и адреса',
    'Отвечает: Мария Волкова',
    'Вечерний парк, вода за эстрадой, дом справа.',
    'тёплый контровой',
    'Софиты и башни',
    'Прибор',
    'ETC Source Four 26°',
    '1 / 061',
    'Перед пуском',
    'Луна не задевает портал, шторки закрыты',
    'Дым-машина: вода, пульт на столе помрежа',
    'ключ от рубильника',
    'запасную',
    'Пожарный щит не загораживать.',
    "<script>alert('текст, а не программа')</script>",
    '[Схема]',
    'patch 1/001 → 12',
    'Туман',
  ];
  let from = 0;
  for (const text of said) {
    const at = words.indexOf(text, from);
    expect(at, text).toBeGreaterThanOrEqual(from);
    from = at;
  }
  expect(words).not.toMatch(/\*\*|~~|\| ---|\[ \]|```|## /);
  expect(words).not.toContain('Башни вместо софита 4');
});

test('of a variant its own sections, of one section that alone, in English as well', async () => {
  const tour = await wordsOf(await made('en', idOf(32)));
  expect(tour).toContain('Production passport: Чайка');
  expect(tour).toContain('Variant: Гастроли');
  expect(tour).toContain('Развеска на гастролях of this variant');
  expect(tour).toContain('Башни вместо софита 4.');
  expect(tour).not.toContain('PAR 64 CP62');
  const one = await made('ru', null, idOf(33));
  expect(one.title).toBe('Паспорт · Чайка · Развеска и адреса');
  await expect(made('ru', null, idOf(99))).rejects.toMatchObject({ code: 'paper.nothing' });
});
