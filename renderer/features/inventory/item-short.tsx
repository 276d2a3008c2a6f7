/** What a thing is in a few lines: what it is known by, how big, what it costs. What is not known is not said. */
import type { ReactNode } from 'react';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import type { TreeRow } from '../../../shared/ipc/views.ts';
import { type Row, tableOf } from '../../../shared/schema/catalog.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDecimal } from '../../lib/numbers.ts';
import { AsideSection } from '../../object/object-frame.tsx';

const { columns } = tableOf('inventory_items');
const PLAIN = ['barcode', 'serial_number', 'manufacturer', 'model'] as const;
const MONEY = ['purchase_price', 'purchase_date', 'warranty_until'] as const;

type Props = Readonly<{ item: Row<'inventory_items'>; category: TreeRow | undefined }>;

export function ItemShort({ item, category }: Props): ReactNode {
  const { t, language } = useWords();
  const text = useValueText();
  const line = (key: string, word: string, value: ReactNode): ReactNode =>
    value === undefined || value === null || value === false || value === '' ? null : (
      <div key={key}>
        <dt>{word}</dt>
        <dd>{value}</dd>
      </div>
    );
  const plain = (name: (typeof PLAIN | typeof MONEY)[number]): ReactNode =>
    line(name, fieldName(name, language), item[name] === null ? null : text(columns[name], item[name], {}));
  const sizes = [item.width, item.height, item.depth].filter((size) => size !== null);
  const decimal = (value: string): string => formatDecimal(value, language);
  return (
    <AsideSection title={t('inventory.short')}>
      <dl className="object-short num">
        {line(
          'category_id',
          fieldName('category_id', language),
          category !== undefined && (
            <LinkTo table="inventory_categories" id={category.id} className="object-link">
              {category.name}
            </LinkTo>
          ),
        )}
        {line('condition', fieldName('condition', language), statusName(item.condition, language))}
        {PLAIN.map(plain)}
        {line('weight', fieldName('weight', language), item.weight !== null && decimal(item.weight))}
        {line('size', t('inventory.size'), sizes.length > 0 && sizes.map(decimal).join(' × '))}
        {MONEY.map(plain)}
      </dl>
    </AsideSection>
  );
}
