/**
 * What may be said about a file before it goes in: days, zones, letters, columns; names stand in `name-choices.tsx`.
 */
import { Accordion, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { csvFields, dateOrders } from '../../../shared/schedule-import/csv-columns.ts';
import { encodings } from '../../../shared/schedule-import/decode-text.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { formatNumber } from '../../lib/format.ts';
import { KindSelect, Kinds, Productions, Venues } from './name-choices.tsx';
import type { EventFile, ReadEvents } from './use-event-file.ts';
import type { ImportOutlook } from './use-import-plan.ts';

type Props = Readonly<{ source: EventFile; read: ReadEvents; outlook: ImportOutlook; today: string }>;

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
        <Venues outlook={outlook} />
        <Productions outlook={outlook} />
        <Kinds outlook={outlook} />
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
