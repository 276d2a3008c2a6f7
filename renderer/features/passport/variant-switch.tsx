/** Base and variants, each with how much of the passport is otherwise there. */
import { type ReactNode, useMemo } from 'react';
import type { Passport } from '../../../shared/features/passport/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type PassportPlace, turnTo } from './passport-address.ts';
import { arrange, differenceCount } from './passport-model.ts';

type Props = Readonly<{
  passport: Passport;
  place: PassportPlace;
  /** The section that is open, by its id in the base where it has one: it stays open. */
  sectionId: string;
}>;

/** Nothing where there are no variants. */
export function VariantSwitch({ passport, place, sectionId }: Props): ReactNode {
  const { t } = useWords();
  const counts = useMemo(
    () => new Map(passport.variants.map(({ id }) => [id, differenceCount(arrange(passport, id))])),
    [passport],
  );
  if (passport.variants.length === 0) return null;
  return (
    <div className="variant-switch" role="group" aria-label={t('passport.variants')}>
      <button
        type="button"
        aria-pressed={place.variant === null}
        onClick={() => turnTo({ ...place, variant: null, section: sectionId }, true)}
      >
        {t('passport.base')}
      </button>
      {passport.variants.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={place.variant === id}
          onClick={() => turnTo({ ...place, variant: id, section: sectionId }, true)}
        >
          {name} <span className="num">{t('passport.differences', { count: counts.get(id) ?? 0 })}</span>
        </button>
      ))}
    </div>
  );
}
