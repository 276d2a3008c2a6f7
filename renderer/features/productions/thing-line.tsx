/** One thing that a production needs: what, how many, how heavy, where, and whether it is free. */
import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconDeviceLaptop, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { NeededThing } from '../../../shared/features/productions/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import type { Hindrance } from '../../../shared/rules/availability.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { RowCover } from '../photos/use-covers.tsx';
import { isShort } from './inventory-model.ts';
import type { Needs } from './use-needs.ts';

type Props = Readonly<{ thing: NeededThing; needs: Needs; mayEdit: boolean }>;

const MOST = 1_000_000;
/** Why none of a thing can be used. */
const OUT_OF_USE = {
  in_repair: 'productions.thing.why.in_repair',
  decommissioned: 'productions.thing.why.decommissioned',
  on_tour: 'productions.thing.why.on_tour',
} as const;

/** Typed in place; Enter, or leaving it, writes it, Escape does not. */
function Quantity({ thing, needs }: Readonly<{ thing: NeededThing; needs: Needs }>): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState<string>();
  const write = (): void => {
    if (typed === undefined) return;
    setTyped(undefined);
    const wanted = Number(typed);
    const least = thing.base === null || thing.needId === null ? 1 : 0;
    if (typed.trim() === '' || !Number.isInteger(wanted) || wanted < 0 || wanted > MOST) return;
    if (wanted === 0 && least === 0) void needs.remove(thing);
    else if (wanted > 0) void needs.set(thing, wanted);
  };
  return (
    <TextInput
      size="xs"
      w={56}
      data-quantity
      data-at-rest={typed === undefined ? '' : undefined}
      inputMode="numeric"
      aria-label={t('productions.thing.quantity', { name: thing.name })}
      value={typed ?? String(thing.quantity)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={write}
      onKeyDown={(event) => {
        if (event.key === 'Enter') write();
        if (event.key === 'Escape' && typed !== undefined) {
          event.stopPropagation();
          setTyped(undefined);
        }
      }}
    />
  );
}

/** «3 — Репетиция: «Вишнёвый сад»» */
function Why({ hindrance }: Readonly<{ hindrance: Hindrance }>): ReactNode {
  const { t } = useWords();
  const { quantity } = hindrance;
  if (hindrance.kind === 'claimed')
    return (
      <LinkTo table="schedule_events" id={hindrance.eventId}>
        {t('productions.thing.why.claimed', { count: quantity, title: hindrance.title })}
      </LinkTo>
    );
  if (hindrance.kind === 'unsafe') return t('productions.thing.why.unsafe');
  if (hindrance.kind === 'too_few') return null;
  return t(OUT_OF_USE[hindrance.kind], { count: quantity });
}

function Free({ thing }: Readonly<{ thing: NeededThing }>): ReactNode {
  const { t } = useWords();
  const { free, have, short, hindrances } = thing.availability;
  if (thing.kind === 'left_out') return <div className="thing-free dim">{t('productions.thing.leftOut')}</div>;
  const isTooFew = hindrances.some(({ kind }) => kind === 'too_few');
  const told = hindrances.filter(({ kind }) => kind !== 'too_few');
  return (
    <div className="thing-free" data-short={short > 0}>
      <b>{short > 0 ? t('productions.thing.short', { count: short }) : t('productions.thing.free', { count: free })}</b>
      {(told.length > 0 || isTooFew) && (
        <span className="small">
          {isTooFew && <span>{t('productions.thing.why.too_few', { count: have })}</span>}
          {told.map((hindrance, index) => (
            <span key={`${hindrance.kind} ${index}`}>
              <Why hindrance={hindrance} />
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

/** How the variant differs here, and the way back to what the base needs. */
function Difference({ thing, needs, mayEdit }: Props): ReactNode {
  const { t } = useWords();
  const { kind, base } = thing;
  if (kind === 'base') return null;
  if (kind === 'added') return <span className="thing-difference">{t('productions.thing.addedHere')}</span>;
  return (
    <span className="thing-difference">
      {t('productions.thing.baseWas', { count: base ?? 0 })}
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={t('productions.thing.asBase', { count: base ?? 0 })}
          title={t('productions.thing.asBase', { count: base ?? 0 })}
          onClick={() => void needs.asBase(thing)}
        >
          <IconArrowBackUp size={14} />
        </ActionIcon>
      )}
    </span>
  );
}

/** Of all of them together: «132 кг»; empty where nobody knows. */
function weightText({ weight, quantity }: NeededThing, t: Translate, language: string): string {
  const all = Number(weight ?? 0) * quantity;
  return all > 0 ? t('productions.thing.kg', { weight: formatNumber(Math.round(all * 10) / 10, language) }) : '';
}

function Name({ thing, needs, mayEdit }: Props): ReactNode {
  const { t, language } = useWords();
  return (
    <div className="thing-name">
      <LinkTo table="inventory_items" id={thing.itemId}>
        <b>{thing.name}</b>
      </LinkTo>
      <span className="dim small">
        <span className="num">{thing.number}</span>
        <span className="thing-beside" data-testid="thing-beside">
          {[thing.place ?? t('productions.thing.nowhere'), weightText(thing, t, language)]
            .filter((part) => part !== '')
            .map((part) => ` · ${part}`)}
        </span>
        {thing.isConsumable && <span> · {t('productions.thing.consumable')}</span>}
        {thing.notes !== null && <span> · {thing.notes}</span>}
      </span>
      <Difference thing={thing} needs={needs} mayEdit={mayEdit} />
    </div>
  );
}

export function ThingLine({ thing, needs, mayEdit }: Props): ReactNode {
  const { t, language } = useWords();
  const cover = thing.cover === null ? undefined : { file: thing.cover, count: 1 };
  return (
    <li className="thing-line" data-kind={thing.kind} data-short={isShort(thing)} data-testid="needed-thing">
      <RowCover cover={cover} />
      <Name thing={thing} needs={needs} mayEdit={mayEdit} />
      <div className="thing-quantity num">
        {mayEdit ? <Quantity thing={thing} needs={needs} /> : <b>{formatNumber(thing.quantity, language)}</b>}
        <span className="dim small">{thing.unit}</span>
      </div>
      <span className="thing-weight dim num">{weightText(thing, t, language)}</span>
      <div className="thing-place">
        {thing.place === null ? (
          <span className="dim">{t('productions.thing.nowhere')}</span>
        ) : (
          <span className="cut" title={thing.place}>
            {thing.place}
          </span>
        )}
        {thing.otherPlaces > 0 && (
          <span className="dim small">{t('productions.thing.morePlaces', { count: thing.otherPlaces })}</span>
        )}
      </div>
      <Free thing={thing} />
      <span className="thing-acts">
        {thing.isPending && <IconDeviceLaptop size={14} role="img" aria-label={t('common.onlyHere')} />}
        {mayEdit && thing.kind !== 'left_out' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('productions.thing.remove', { name: thing.name })}
            onClick={() => void needs.remove(thing)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </span>
    </li>
  );
}
