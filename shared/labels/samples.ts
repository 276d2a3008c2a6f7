/** What labels show while they are designed: a short one, one that is usual, and one that strains its label. */
import type { Language } from '../i18n/language.ts';
import type { LabelKind } from './label-design.ts';
import type { LabelContent } from './label-drawing.ts';

const item = (name: string, code: string, rest: LabelContent['texts']): LabelContent => ({
  code,
  texts: { name, number: code, ...rest },
});

const samples: Readonly<Record<Language, Readonly<Record<LabelKind, readonly LabelContent[]>>>> = {
  ru: {
    item: [
      item('Стул венский', 'РК-00417', {
        category: 'Реквизит',
        location: 'Стеллаж 4, полка 2',
        serial: 'SN-20418',
        model: 'Thonet 14',
        theater: 'Драматический театр',
      }),
      item('Прожектор профильный светодиодный с ирисовой диафрагмой, 19–36°', 'LI-00004', {
        category: 'Световое оборудование',
        location: 'Колосники, софит 2',
        serial: 'ETC-3319-0087',
        model: 'ETC Source Four LED Series 3',
        theater: 'Драматический театр',
      }),
    ],
    location: [
      item('Стеллаж 4', 'СК-4', { path: 'Склад реквизита › Зал 2', theater: 'Драматический театр' }),
      item('Карман сцены правый, верхняя галерея', 'STAGE-R-2', { path: 'Сцена', theater: 'Драматический театр' }),
    ],
    blank: [item('', 'T000000000000', { theater: 'Драматический театр' })],
  },
  en: {
    item: [
      item('Bentwood chair', 'PR-00417', {
        category: 'Props',
        location: 'Rack 4, shelf 2',
        serial: 'SN-20418',
        model: 'Thonet 14',
        theater: 'Drama Theatre',
      }),
      item('LED profile spotlight with iris diaphragm, 19–36°, with barn doors', 'LI-00004', {
        category: 'Lighting equipment',
        location: 'Grid, bridge 2',
        serial: 'ETC-3319-0087',
        model: 'ETC Source Four LED Series 3',
        theater: 'Drama Theatre',
      }),
    ],
    location: [
      item('Rack 4', 'WH-4', { path: 'Props store › Hall 2', theater: 'Drama Theatre' }),
      item('Stage pocket right, upper gallery', 'STAGE-R-2', { path: 'Stage', theater: 'Drama Theatre' }),
    ],
    blank: [item('', 'T000000000000', { theater: 'Drama Theatre' })],
  },
};

/** The same each time. */
export const sampleContents = (kind: LabelKind, language: Language): readonly LabelContent[] => samples[language][kind];
