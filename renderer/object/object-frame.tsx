/**
 * The page of an object, whatever it is: the way here, what it is and what can be done with it, its main facts, then
 * its parts with a column beside them, which stands below them where there is no room.
 */
import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { TableName } from '../../shared/schema/catalog.ts';
import { type Step, Way } from '../components/way.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useRestoredScroll } from '../lib/restored-scroll.ts';
import { useEscape } from '../lib/use-escape.ts';
import { type ObjectTab, ObjectTabs } from './object-tabs.tsx';
import type { TabAddress } from './tab-search.ts';
import { useLeave } from './use-leave.ts';

/** One of the few things that are said before anything else. */
export interface Fact {
  readonly key: string;
  readonly value: ReactNode;
  readonly word: string;
  readonly tone?: 'warn' | 'ok';
}

type Props = Readonly<{
  table: TableName;
  steps: readonly Step[];
  title: string;
  /** After the title, quieter: a number, the kind of thing. */
  note?: ReactNode;
  /** Before the title: the colour of what it belongs to. */
  mark?: ReactNode;
  /** Signs at the end of the title's line. */
  badges?: ReactNode;
  picture?: ReactNode;
  acts?: ReactNode;
  facts?: readonly Fact[];
  /** Facts are numbers, to be read from afar. */
  isCounted?: boolean;
  /** What must be known first: that it was deleted. */
  notice?: ReactNode;
  /** Above the parts. */
  above?: ReactNode;
  tabs: readonly ObjectTab[];
  address: TabAddress;
  aside: ReactNode;
}>;

function Facts({ facts, isCounted }: Readonly<{ facts: readonly Fact[]; isCounted: boolean }>): ReactNode {
  if (facts.length === 0) return null;
  return (
    <dl className="object-facts num" data-counted={isCounted} data-testid="object-facts">
      {facts.map(({ key, value, word, tone }) => (
        <div key={key} data-tone={tone}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ObjectFrame(props: Props): ReactNode {
  const { table, steps, title, note, mark, badges, picture, acts, facts = [], isCounted = false } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const leave = useLeave(table);
  useRestoredScroll('object', scroller);
  useEscape(leave);
  return (
    <>
      <Way title={title} steps={steps} />
      <div
        className="object-page"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={title}
        data-testid="object-page"
      >
        <header className="object-head" data-pictured={picture !== undefined}>
          {picture}
          <div className="object-top">
            <div className="object-title">
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                ml={-6}
                title={`${t('object.back')} (Esc)`}
                aria-label={t('object.back')}
                onClick={leave}
              >
                <IconArrowLeft size={20} />
              </ActionIcon>
              {mark}
              <h2>
                {title}
                {note !== undefined && <span className="object-note num">{note}</span>}
              </h2>
              <span className="object-badges">{badges}</span>
            </div>
            {acts}
            <Facts facts={facts} isCounted={isCounted} />
          </div>
        </header>
        {props.notice}
        <div className="object-cols">
          <section className="object-main" aria-label={t('object.parts')}>
            {props.above}
            <ObjectTabs tabs={props.tabs} address={props.address} isPage />
          </section>
          <aside className="object-aside" aria-label={t('object.aside')}>
            {props.aside}
          </aside>
        </div>
      </div>
    </>
  );
}

/** A group of the column beside the parts. */
export function AsideSection({
  title,
  count,
  children,
}: Readonly<{ title: string; count?: ReactNode; children: ReactNode }>): ReactNode {
  return (
    <section className="object-section">
      <h3>
        <span className="grow">{title}</span>
        {count !== undefined && <span className="dim num">{count}</span>}
      </h3>
      {children}
    </section>
  );
}
