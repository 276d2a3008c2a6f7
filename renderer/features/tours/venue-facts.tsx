/** What one has to know of a house, to be read: its stage, how one gets in, what it has, whom one calls. */
import { IconMapPin } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VenueContact, VenueSheet } from '../../../shared/features/tours/venue-queries.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';

/** «13» of «13.00», with the comma of the language. */
export const metres = (value: string, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(Number(value));

/** Pairs of what and how; what nobody has said is left out. */
export function useSheetFacts(sheet: VenueSheet): readonly (readonly [word: string, value: string])[] {
  const { t, language } = useWords();
  const length = (value: string | null): string => (value === null ? '?' : metres(value, language));
  const pair = (word: string, value: string | null): (readonly [string, string])[] =>
    value === null || value === '' ? [] : [[word, value]];
  const size = (width: string | null, depth: string | null): string | null =>
    width === null && depth === null
      ? null
      : t('tours.sheet.stageValue', { width: length(width), depth: length(depth) });
  return [
    ...pair(t('tours.sheet.address'), [sheet.city, sheet.address].filter(Boolean).join(', ')),
    ...pair(t('tours.sheet.stage'), size(sheet.stageWidth, sheet.stageDepth)),
    ...pair(t('tours.sheet.proscenium'), size(sheet.prosceniumWidth, sheet.prosceniumHeight)),
    [
      t('tours.sheet.height'),
      sheet.stageHeight === null
        ? t('tours.sheet.unknown')
        : t('tours.sheet.heightValue', { height: metres(sheet.stageHeight, language) }),
    ],
    ...pair(t('tours.sheet.dock'), sheet.dock),
    ...pair(t('tours.sheet.power'), sheet.power),
    ...pair(t('tours.sheet.rigging'), sheet.rigging),
    ...pair(t('tours.sheet.note'), sheet.note),
  ];
}

/** Phones as links: a laptop that can call does. */
export function ContactLines({
  sheet,
  act,
}: Readonly<{
  sheet: VenueSheet;
  /** What can be done with one, behind it. */
  act?: ((contact: VenueContact) => ReactNode) | undefined;
}>): ReactNode {
  const { t } = useWords();
  if (sheet.contacts.length === 0) return <p className="dim small">{t('tours.noContacts')}</p>;
  return (
    <ul className="venue-contacts">
      {sheet.contacts.map((contact) => {
        const { id, name, role, phone, email } = contact;
        return (
          <li key={id}>
            <span>
              {name}
              {role !== null && <small className="dim">{role}</small>}
            </span>
            <span className="num">
              {phone !== null && <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>}
              {email !== null && <a href={`mailto:${email}`}>{email}</a>}
            </span>
            {act?.(contact)}
          </li>
        );
      })}
    </ul>
  );
}

export function SheetFacts({ sheet }: Readonly<{ sheet: VenueSheet }>): ReactNode {
  const facts = useSheetFacts(sheet);
  return (
    <>
      <h3 className="venue-name">
        <LinkTo table="venues" id={sheet.id} className="object-link">
          {sheet.name}
        </LinkTo>
        <IconMapPin size={16} aria-hidden />
      </h3>
      <dl className="venue-facts">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ContactLines sheet={sheet} />
    </>
  );
}
