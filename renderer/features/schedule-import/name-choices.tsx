/** What names of a file mean here: places, productions, kinds of events. */
import { Accordion, Button, Group, Select, Text } from '@mantine/core';
import { type ComponentType, type ReactNode, useState } from 'react';
import { statusName } from '../../../shared/i18n/names.ts';
import type {
  CountedName,
  KindChoice,
  ProductionChoice,
  VenueChoice,
} from '../../../shared/schedule-import/name-matching.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { ACTIVITIES } from '../../../shared/schema/tables/schedule-events.ts';
import { useCan } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import type { ImportOutlook } from './use-import-plan.ts';

/** So many names of one kind are shown before somebody asks for all: a season has hundreds. */
const SHOWN = 40;

const columns = tableOf('schedule_events').columns;

type ChoiceProps = Readonly<{ name: string; outlook: ImportOutlook }>;
type Props = Readonly<{ outlook: ImportOutlook }>;

type NamesProps = Readonly<{
  value: string;
  title: string;
  names: readonly CountedName[];
  outlook: ImportOutlook;
  /** Above the names. */
  children?: ReactNode;
  /** What becomes of one of them. */
  Choice: ComponentType<ChoiceProps>;
}>;

/** Names of one kind, the most frequent first. */
function Names({ value, title, names, outlook, children, Choice }: NamesProps): ReactNode {
  const { t, language } = useWords();
  const [isAll, setAll] = useState(false);
  if (names.length === 0) return null;
  const shown = isAll ? names : names.slice(0, SHOWN);
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        {title} <span className="dim num">{formatNumber(names.length, language)}</span>
      </Accordion.Control>
      <Accordion.Panel>
        {children}
        <ul className="import-names">
          {shown.map(({ name, count }) => (
            <li key={name}>
              <span className="import-name" title={name}>
                {name}
              </span>
              <span className="dim num">{t('import.uses', { count, number: formatNumber(count, language) })}</span>
              <Choice name={name} outlook={outlook} />
            </li>
          ))}
        </ul>
        {shown.length < names.length && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {t('import.more', { number: formatNumber(names.length - shown.length, language) })}
          </Button>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** A season names hundreds: they are decided together, and those that are known already stay. */
function MakeAll({ onAll, onNone }: Readonly<{ onAll: () => void; onNone: () => void }>): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="xs" mb="xs">
      <Button variant="default" size="compact-sm" onClick={onAll}>
        {t('import.allNew')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={onNone}>
        {t('import.allNone')}
      </Button>
    </Group>
  );
}

/** Values of a choice that are no id. */
const NEW = 'new';
const NONE = 'none';

function venueOf(value: string | null): VenueChoice {
  if (value === NEW) return { to: 'new' };
  return value === null || value === NONE ? { to: 'text' } : { to: 'venue', id: value };
}

function VenueSelect({ name, outlook }: ChoiceProps): ReactNode {
  const { t } = useWords();
  const { matching, options, match } = outlook;
  const choice = matching.venues.get(name);
  return (
    <Select
      size="xs"
      aria-label={`${t('import.venues')}: ${name}`}
      searchable
      allowDeselect={false}
      data={[
        { value: NONE, label: t('import.venueText') },
        { value: NEW, label: t('import.venueNew') },
        ...options.venues.map((venue) => ({ value: venue.id, label: venue.name })),
      ]}
      value={choice?.to === 'venue' ? choice.id : choice?.to === 'new' ? NEW : NONE}
      onChange={(value) => match({ ...matching, venues: new Map([...matching.venues, [name, venueOf(value)]]) })}
    />
  );
}

export function Venues({ outlook }: Props): ReactNode {
  const { t } = useWords();
  const { matching, names, match } = outlook;
  const all = (to: 'new' | 'text'): void =>
    match({
      ...matching,
      venues: new Map([...matching.venues].map(([name, choice]) => [name, choice.to === 'venue' ? choice : { to }])),
    });
  return (
    <Names value="venues" title={t('import.venues')} names={names.venues} outlook={outlook} Choice={VenueSelect}>
      <MakeAll onAll={() => all('new')} onNone={() => all('text')} />
    </Names>
  );
}

function productionOf(value: string | null): ProductionChoice {
  if (value === NEW) return { to: 'new' };
  return value === null || value === NONE ? { to: 'none' } : { to: 'production', id: value };
}

/** So many productions are offered before somebody types: a house has hundreds. */
const OFFERED = 200;

function ProductionSelect({ name, outlook }: ChoiceProps): ReactNode {
  const { t } = useWords();
  const mayMake = useCan('performances.edit');
  const { matching, options, match } = outlook;
  const choice = matching.productions.get(name);
  return (
    <Select
      size="xs"
      aria-label={`${t('import.productions')}: ${name}`}
      searchable
      allowDeselect={false}
      limit={OFFERED}
      data={[
        { value: NONE, label: t('import.productionNone') },
        ...(mayMake ? [{ value: NEW, label: t('import.productionNew') }] : []),
        ...options.performances.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      value={choice?.to === 'production' ? choice.id : choice?.to === 'new' ? NEW : NONE}
      onChange={(value) =>
        match({ ...matching, productions: new Map([...matching.productions, [name, productionOf(value)]]) })
      }
    />
  );
}

export function Productions({ outlook }: Props): ReactNode {
  const { t } = useWords();
  const mayMake = useCan('performances.edit');
  const { matching, names, match } = outlook;
  const all = (to: 'new' | 'none'): void =>
    match({
      ...matching,
      productions: new Map(
        [...matching.productions].map(([name, choice]) => [name, choice.to === 'production' ? choice : { to }]),
      ),
    });
  return (
    <Names
      value="productions"
      title={t('import.productions')}
      names={names.productions}
      outlook={outlook}
      Choice={ProductionSelect}
    >
      {mayMake ? (
        <MakeAll onAll={() => all('new')} onNone={() => all('none')} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('import.mayNotMake')}
        </Text>
      )}
    </Names>
  );
}

const kindKey = ({ type, activity }: KindChoice): string => (activity === null ? type : `other ${activity}`);

/** Types of events, and what is done on stages and on the road. */
const KINDS: readonly KindChoice[] = [
  ...(columns['event_type']?.values ?? []).map((type) => ({ type, activity: null })),
  ...ACTIVITIES.map((activity) => ({ type: 'other', activity })),
];

type KindProps = Readonly<{
  label: string;
  isLabelled: boolean;
  choice: KindChoice;
  onChoose: (choice: KindChoice) => void;
}>;

export function KindSelect({ label, isLabelled, choice, onChoose }: KindProps): ReactNode {
  const { language } = useWords();
  return (
    <Select
      size="xs"
      {...(isLabelled ? { label } : { 'aria-label': label })}
      searchable
      allowDeselect={false}
      data={KINDS.map((kind) => ({
        value: kindKey(kind),
        label:
          kind.activity === null
            ? statusName(kind.type, language, columns['event_type'])
            : statusName(kind.activity, language, columns['activity']),
      }))}
      value={kindKey(choice)}
      onChange={(key) => {
        const kind = KINDS.find((each) => kindKey(each) === key);
        if (kind !== undefined) onChoose(kind);
      }}
    />
  );
}

function KindOfName({ name, outlook }: ChoiceProps): ReactNode {
  const { t } = useWords();
  const { matching, match } = outlook;
  return (
    <KindSelect
      label={`${t('import.kinds')}: ${name}`}
      isLabelled={false}
      choice={matching.kinds.get(name) ?? matching.kind}
      onChoose={(kind) => match({ ...matching, kinds: new Map([...matching.kinds, [name, kind]]) })}
    />
  );
}

export function Kinds({ outlook }: Props): ReactNode {
  const { t } = useWords();
  return (
    <Names value="kinds" title={t('import.kinds')} names={outlook.names.kinds} outlook={outlook} Choice={KindOfName} />
  );
}
