/** A condition of a list in words, as it stands under a title: «Место любой из Склад, Сцена». */
import { formatDay } from '../i18n/date-text.ts';
import type { Translate } from '../i18n/dictionary.ts';
import type { Language } from '../i18n/language.ts';
import { fieldName, statusName } from '../i18n/names.ts';
import { formatDecimal } from '../i18n/number-text.ts';
import { isPeriod } from './days.ts';
import { isOperator, type ListColumn } from './list-column.ts';
import type { Condition } from './list-view.ts';

interface Speaker {
  readonly t: Translate;
  readonly language: Language;
  /** What a row is called that a link names; empty where it is gone. */
  link(id: string): string;
}

function valueTextOf(column: ListColumn, value: string, { t, language, link }: Speaker): string {
  switch (column.type) {
    case 'link':
    case 'links':
      return link(value);
    case 'choice':
      return statusName(value, language, column);
    case 'flag':
      return t(value === 'true' ? 'common.yes' : 'common.no');
    case 'number':
      return formatDecimal(value, language);
    case 'day':
    case 'moment':
      return isPeriod(value) ? t(`list.periods.${value}`) : formatDay(value, language);
    case 'text':
      return `«${value}»`;
  }
}

/** All values are named, however many there are. */
export function conditionText(column: ListColumn, { operator, values }: Condition, speaker: Speaker): string {
  const { t, language } = speaker;
  const said = values.map((value) => valueTextOf(column, value, speaker)).filter((text) => text !== '');
  const asked = isOperator(operator) ? t(`list.operators.${operator}`) : operator;
  return [fieldName(column.key, language), asked, said.join(operator === 'between' ? ' – ' : ', ')]
    .filter((part) => part !== '')
    .join(' ');
}
