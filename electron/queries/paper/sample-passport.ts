/** What the form of the passport is tried with where nothing real is taken: everything that Markdown has for it. */
import type { GatheredSheet } from '../../../shared/features/paper/queries.ts';
import type { Passport, PassportSection } from '../../../shared/features/passport/queries.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Reading } from '../../replica/reading.ts';
import { passportForm } from './passport-form.ts';
import { said } from './pieces.ts';

const ID = '00000000-0000-7000-8000-0000000000';
const [PRODUCTION, DEPARTMENT] = [`${ID}70`, `${ID}71`];

const RU = `Вечерний парк, вода за эстрадой. Ключ — **тёплый контровой** с третьего софита.

## Софиты

| Место | Прибор | Шт. |
| --- | --- | --: |
| Софит 1 | Профильный прожектор с изменяемым углом рассеяния | 8 |
| Софит 3 | Поворотная голова | 6 |

- [ ] Шторки закрыты
- [x] Вода в дым-машине

1. Сначала штанкеты
2. Потом *мебель*

> Пожарный щит не загораживать.
`;
const EN = `An evening park, water behind the platform. Key light: a **warm backlight** from the third bar.

## Bars

| Place | Unit | Pcs |
| --- | --- | --: |
| Bar 1 | Theatre profile spotlight with a variable beam angle | 8 |
| Bar 3 | Moving head | 6 |

- [ ] Shutters closed
- [x] Water in the smoke machine

1. First the bars
2. Then the *furniture*

> Keep the fire point clear.
`;

/** The sample. */
export function samplePassport(replica: Reading, language: Language, today: string): GatheredSheet {
  const t = (ru: string, en: string): string => said(language, ru, en);
  const section = (at: number, title: string, department: string | null, content: string): PassportSection => ({
    id: `${ID}${80 + at}`,
    title,
    content,
    department_id: department,
    variant_id: null,
    replaces_id: null,
    created_at: `${today}T09:00:00.000Z`,
    responsible: { id: `${ID}72`, name: t('Мария Волкова', 'Maria Volkova') },
    substitutes: [],
    checkedAt: `${today}T09:00:00.000Z`,
    checkedBy: t('Мария Волкова', 'Maria Volkova'),
    changedAt: null,
    changedBy: null,
    mayWrite: false,
    mayEdit: false,
    isPending: false,
  });
  const passport: Passport = {
    title: t('Чайка', 'The Seagull'),
    sections: [
      section(
        0,
        t('О спектакле', 'About the production'),
        null,
        t('Два акта, один антракт.', 'Two acts, one interval.'),
      ),
      section(1, t('Развеска и адреса', 'Rig and addresses'), DEPARTMENT, t(RU, EN)),
    ],
    variants: [],
    departments: [{ id: DEPARTMENT, name: t('Осветительный цех', 'Lighting'), code: 'light', mayAdd: false }],
    mayAddGeneral: false,
  };
  const wanted = { performanceId: PRODUCTION, variantId: null, sectionId: null };
  const sheet = passportForm(replica, passport, wanted, language);
  if (sheet === null) throw new Error('all of a passport is always there');
  return sheet;
}
