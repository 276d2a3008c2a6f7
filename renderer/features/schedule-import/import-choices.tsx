/** What may be said about a file before it goes in: days, zones, letters, columns, and what names mean here. */
import { Accordion, Button, Group, Select, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { statusName } from '../../../shared/i18n/names.ts';
import { csvFields, dateOrders } from '../../../shared/schedule-import/csv-columns.ts';
import { encodings } from '../../../shared/schedule-import/decode-text.ts';
import type { CountedName, KindChoice } from '../../../shared/schedule-import/name-matching.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { ACTIVITIES } from '../../../shared/schema/tables/schedule-events.ts';
import { useCan } from '../../app/contexts.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { formatNumber } from '../../lib/format.ts';
import type { EventFile, ReadEvents } from './use-event-file.ts';
import type { ImportOutlook } from './use-import-plan.ts';

type Props = Readonly<{ source: EventFile; read: ReadEvents; outlook: ImportOutlook; today: string }>;

/** So many names of one kind are shown before somebody asks for all: a season has hundreds. */
const SHOWN = 40;

const columns = tableOf('schedule_events').columns;

function Day({
  label,
  value,
  today,
  onSay,
}: Readonly<{ label: string; value: string; today: string; onSay: (day: string) => void }>): ReactNode {
  const { language } = useWords();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? editableDay(value, language);
  const take = (text: string): void => {
    setTyped(text);
    const day = parseDay(text, today);
    if (day === undefined || day === value) return;
    setTyped(undefined);
    onSay(day);
  };
  return (
    <DateInput
      label={label}
      value={shown}
      today={today}
      isInPopover
      onType={take}
      error={parseDay(shown, today) === undefined}
    />
  );
}

function Days({ source, read, outlook, today }: Props): ReactNode {
  const { t, language } = useWords();
  const { window } = read;
  const isCut = read.file.events.some(({ notes }) => notes.includes('series'));
  return (
    <section className="import-part">
      <h3>{t('import.days')}</h3>
      <div className="import-days">
        <Day
          key={`from ${window.from}`}
          label={t('import.from')}
          value={window.from}
          today={today}
          onSay={(from) => source.say({ window: { ...window, from } })}
        />
        <Day
          key={`to ${window.to}`}
          label={t('import.to')}
          value={window.to}
          today={today}
          onSay={(to) => source.say({ window: { ...window, to } })}
        />
      </div>
      {isCut && <p className="dim">{t('import.series')}</p>}
      {outlook.outside > 0 && (
        <p className="import-warn">
          {t('import.outside', { count: outlook.outside, number: formatNumber(outlook.outside, language) })}
        </p>
      )}
    </section>
  );
}

const AS_WRITTEN = '';
/** Zones that theatres of ours are in stand first; all others can be typed for. */
const ZONES = Intl.supportedValuesOf('timeZone');

function Zones({ source, read }: Props): ReactNode {
  const { t } = useWords();
  const named = [...new Set([...read.file.unknownZones, ...Object.keys(read.zones)])];
  if (named.length === 0) return null;
  return (
    <section className="import-part">
      <h3>{t('import.zones')}</h3>
      <p className="dim">{t('import.zonesHint')}</p>
      {named.map((name) => (
        <Select
          key={name}
          label={name}
          searchable
          limit={60}
          data={[{ value: AS_WRITTEN, label: t('import.zoneAsWritten') }, ...ZONES]}
          value={read.zones[name] ?? AS_WRITTEN}
          onChange={(zone) => {
            const { [name]: _, ...others } = read.zones;
            source.say({ zones: zone === null || zone === AS_WRITTEN ? others : { ...others, [name]: zone } });
          }}
        />
      ))}
    </section>
  );
}

function Columns({ source, read }: Props): ReactNode {
  const { t } = useWords();
  const { file } = read;
  if (file.kind !== 'table') return null;
  const { columns: chosen, order } = file.choices;
  const data = file.table.head.map((name, at) => ({ value: String(at), label: name === '' ? `№ ${at + 1}` : name }));
  return (
    <Accordion.Item value="columns">
      <Accordion.Control>{t('import.columns')}</Accordion.Control>
      <Accordion.Panel>
        <div className="import-fields">
          {csvFields.map((field) => (
            <Select
              key={field}
              size="xs"
              label={t(`import.column.${field}`)}
              placeholder={t('import.noColumn')}
              clearable={field !== 'date'}
              data={data}
              value={chosen[field] === null ? null : String(chosen[field])}
              onChange={(at) =>
                source.say({ table: { order, columns: { ...chosen, [field]: at === null ? null : Number(at) } } })
              }
            />
          ))}
          <Select
            size="xs"
            label={t('import.dateOrder')}
            allowDeselect={false}
            data={dateOrders.map((each) => ({ value: each, label: t(`import.dateOrders.${each}`) }))}
            value={order}
            onChange={(value) => {
              const chosenOrder = dateOrders.find((each) => each === value);
              if (chosenOrder !== undefined) source.say({ table: { columns: chosen, order: chosenOrder } });
            }}
          />
        </div>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

type NamesProps = Readonly<{
  value: string;
  title: string;
  names: readonly CountedName[];
  /** Above the names. */
  children?: ReactNode;
  choice: (name: CountedName) => ReactNode;
}>;

/** Names of one kind, the most frequent first. */
function Names({ value, title, names, children, choice }: NamesProps): ReactNode {
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
          {shown.map((name) => (
            <li key={name.name}>
              <span className="import-name" title={name.name}>
                {name.name}
              </span>
              <span className="dim num">
                {t('import.uses', { count: name.count, number: formatNumber(name.count, language) })}
              </span>
              {choice(name)}
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

const NEW = 'new';
const NONE = 'none';

function Venues({ outlook }: Props): ReactNode {
  const { t } = useWords();
  const { matching, names, options, match } = outlook;
  const set = (made: ReadonlyMap<string, ReturnType<typeof matching.venues.get>>): void =>
    match({ ...matching, venues: made as typeof matching.venues });
  const all = (to: 'new' | 'text'): void =>
    set(new Map([...matching.venues].map(([name, choice]) => [name, choice.to === 'venue' ? choice : { to }])));
  const data = [
    { value: NONE, label: t('import.venueText') },
    { value: NEW, label: t('import.venueNew') },
    ...options.venues.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Names
      value="venues"
      title={t('import.venues')}
      names={names.venues}
      choice={({ name }) => {
        const choice = matching.venues.get(name);
        const value = choice?.to === 'venue' ? choice.id : choice?.to === 'new' ? NEW : NONE;
        return (
          <Select
            size="xs"
            aria-label={`${t('import.venues')}: ${name}`}
            searchable
            allowDeselect={false}
            data={data}
            value={value}
            onChange={(id) => {
              const next =
                id === NEW
                  ? { to: 'new' as const }
                  : id === NONE || id === null
                    ? { to: 'text' as const }
                    : { to: 'venue' as const, id };
              set(new Map([...matching.venues, [name, next]]));
            }}
          />
        );
      }}
    >
      <MakeAll onAll={() => all('new')} onNone={() => all('text')} />
    </Names>
  );
}

function Productions({ outlook }: Props): ReactNode {
  const { t } = useWords();
  const mayMake = useCan('performances.edit');
  const { matching, names, options, match } = outlook;
  const set = (productions: typeof matching.productions): void => match({ ...matching, productions });
  const all = (to: 'new' | 'none'): void =>
    set(
      new Map([...matching.productions].map(([name, choice]) => [name, choice.to === 'production' ? choice : { to }])),
    );
  const data = [
    { value: NONE, label: t('import.productionNone') },
    ...(mayMake ? [{ value: NEW, label: t('import.productionNew') }] : []),
    ...options.performances.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <Names
      value="productions"
      title={t('import.productions')}
      names={names.productions}
      choice={({ name }) => {
        const choice = matching.productions.get(name);
        const value = choice?.to === 'production' ? choice.id : choice?.to === 'new' ? NEW : NONE;
        return (
          <Select
            size="xs"
            aria-label={`${t('import.productions')}: ${name}`}
            searchable
            allowDeselect={false}
            limit={200}
            data={data}
            value={value}
            onChange={(id) => {
              const next =
                id === NEW
                  ? { to: 'new' as const }
                  : id === NONE || id === null
                    ? { to: 'none' as const }
                    : { to: 'production' as const, id };
              set(new Map([...matching.productions, [name, next]]));
            }}
          />
        );
      }}
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

function KindSelect({
  label,
  isLabelled,
  choice,
  onChoose,
}: Readonly<{
  label: string;
  isLabelled: boolean;
  choice: KindChoice;
  onChoose: (choice: KindChoice) => void;
}>): ReactNode {
  const { language } = useWords();
  const kinds: readonly KindChoice[] = [
    ...(columns['event_type']?.values ?? []).map((type) => ({ type, activity: null })),
    ...ACTIVITIES.map((activity) => ({ type: 'other', activity })),
  ];
  return (
    <Select
      size="xs"
      {...(isLabelled ? { label } : { 'aria-label': label })}
      searchable
      allowDeselect={false}
      data={kinds.map((kind) => ({
        value: kindKey(kind),
        label:
          kind.activity === null
            ? statusName(kind.type, language, columns['event_type'])
            : statusName(kind.activity, language, columns['activity']),
      }))}
      value={kindKey(choice)}
      onChange={(key) => {
        const kind = kinds.find((each) => kindKey(each) === key);
        if (kind !== undefined) onChoose(kind);
      }}
    />
  );
}

function Kinds({ outlook }: Props): ReactNode {
  const { t } = useWords();
  const { matching, names, match } = outlook;
  return (
    <>
      <Names
        value="kinds"
        title={t('import.kinds')}
        names={names.kinds}
        choice={({ name }) => (
          <KindSelect
            label={`${t('import.kinds')}: ${name}`}
            isLabelled={false}
            choice={matching.kinds.get(name) ?? matching.kind}
            onChoose={(kind) => match({ ...matching, kinds: new Map([...matching.kinds, [name, kind]]) })}
          />
        )}
      />
    </>
  );
}

/** Everything that is guessed can be set right before it goes in. */
export function ImportChoices(props: Props): ReactNode {
  const { t } = useWords();
  const { source, read, outlook } = props;
  const isKindOpen = read.file.events.some(({ type, kind }) => type === null && kind === null);
  return (
    <div className="import-choices">
      <Days {...props} />
      <Zones {...props} />
      {isKindOpen && (
        <section className="import-part">
          <KindSelect
            label={t('import.kindOther')}
            isLabelled
            choice={outlook.matching.kind}
            onChoose={(kind) => outlook.match({ ...outlook.matching, kind })}
          />
        </section>
      )}
      <Accordion
        multiple
        variant="contained"
        defaultValue={read.file.kind === 'table' && read.file.events.length === 0 ? ['columns'] : []}
      >
        <Venues {...props} />
        <Productions {...props} />
        <Kinds {...props} />
        <Columns {...props} />
      </Accordion>
      <Select
        size="xs"
        label={t('import.encoding')}
        description={t('import.encodingHint')}
        allowDeselect={false}
        data={[...encodings]}
        value={read.encoding}
        onChange={(value) => {
          const encoding = encodings.find((each) => each === value);
          if (encoding !== undefined && encoding !== read.encoding) source.say({ encoding });
        }}
      />
    </div>
  );
}
