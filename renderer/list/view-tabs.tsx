/**
 * Views of a list as tabs, each with how many rows it holds: the list's own, the person's, everybody's. Beside them all
 * of them by name, and a new one is saved.
 */
import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconBookmarks, IconPlus, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { listCounts } from '../../shared/features/lists/queries.ts';
import { pickAt } from '../../shared/lists/list-place.ts';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import type { ListModel } from './use-list.ts';
import type { KeptView, SavedViews } from './use-saved-views.ts';
import { useTakeOver } from './use-take-over.ts';
import { useViewActs } from './use-view-acts.ts';
import { mayShare, ViewMenu } from './view-menu.tsx';
import { ViewName } from './view-name.tsx';

/** So many views are counted at once; whoever has more sees the rest without a number. */
const COUNTED = 50;

type Kind = 'own' | 'shared';

function Section({ kind, model, views }: Readonly<{ kind: Kind; model: ListModel; views: SavedViews }>): ReactNode {
  const { t } = useWords();
  const found = views.all.filter(({ isShared }) => isShared === (kind === 'shared'));
  return (
    <>
      <Menu.Label>{t(kind === 'own' ? 'list.ownViews' : 'list.sharedViews')}</Menu.Label>
      {found.map((saved) => (
        <Menu.Item key={saved.id} fw={saved === views.current ? 600 : undefined} onClick={() => look(model, saved)}>
          <span className="cut">{saved.name}</span>
        </Menu.Item>
      ))}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" px="sm" pb="xs">
          {t(kind === 'own' ? 'list.noOwnViews' : 'list.noSharedViews')}
        </Text>
      )}
    </>
  );
}

const look = (model: ListModel, { id, view }: KeptView): void => model.look(view, id);

/** All views by name, in two sections. */
function AllViews({ model, views }: Readonly<{ model: ListModel; views: SavedViews }>): ReactNode {
  const { t } = useWords();
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('list.allViews')} title={t('list.allViews')}>
          <IconBookmarks size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }} aria-label={t('list.allViews')}>
        <Section kind="own" model={model} views={views} />
        <Menu.Divider />
        <Section kind="shared" model={model} views={views} />
      </Menu.Dropdown>
    </Menu>
  );
}

type TabProps = Readonly<{
  name: string;
  count: number | undefined;
  isCurrent: boolean;
  isShared?: boolean;
  isChanged?: boolean;
  onLook: () => void;
  children?: ReactNode;
}>;

/** One of several ways to look, with how much it holds. */
export function Tab({ name, count, isCurrent, isShared, isChanged, onLook, children }: TabProps): ReactNode {
  const { t, language } = useWords();
  return (
    <span className="list-view" data-current={isCurrent} data-testid="view">
      <button type="button" aria-pressed={isCurrent} onClick={onLook}>
        {isShared === true && <IconUsers size={14} stroke={1.75} aria-label={t('list.sharedView')} />}
        <span className="cut">{name}</span>
        {isChanged === true && (
          <span role="img" aria-label={t('list.viewChanged')} title={t('list.viewChanged')} className="list-changed" />
        )}
        {count !== undefined && <small className="num">{formatNumber(count, language)}</small>}
      </button>
      {children}
    </span>
  );
}

export function ViewTabs({ model, views }: Readonly<{ model: ListModel; views: SavedViews }>): ReactNode {
  const { t } = useWords();
  const { place, list } = model;
  const { all, current, isInitial, isChanged } = views;
  useTakeOver(t('list.unnamedView'));
  const acts = useViewActs(model);
  const [naming, setNaming] = useState<'new' | KeptView>();
  const picks = [list.initial, ...all.map(({ view }) => view)].slice(0, COUNTED).map((view) => pickAt(place, view));
  const counts = useQuery(listCounts, { table: list.table, picks }).data;
  return (
    <div className="list-views" role="group" aria-label={t('list.views')}>
      <Tab
        name={t('list.all')}
        count={counts?.[0]}
        isCurrent={isInitial}
        onLook={() => model.look(list.initial, undefined)}
      />
      {all.map((saved, index) => (
        <Tab
          key={saved.id}
          name={saved.name}
          count={counts?.[index + 1]}
          isCurrent={saved === current}
          isShared={saved.isShared}
          isChanged={saved === current && isChanged}
          onLook={() => look(model, saved)}
        >
          {saved === current && (
            <ViewMenu model={model} saved={saved} isChanged={isChanged} acts={acts} onRename={() => setNaming(saved)} />
          )}
        </Tab>
      ))}
      <AllViews model={model} views={views} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('list.saveView')}
        title={t('list.saveView')}
        onClick={() => setNaming('new')}
      >
        <IconPlus size={16} />
      </ActionIcon>
      {naming !== undefined && (
        <ViewName
          title={t(naming === 'new' ? 'list.saveView' : 'list.renameView')}
          initial={naming === 'new' ? '' : naming.name}
          mayShare={naming === 'new' ? mayShare(model) : undefined}
          onName={(name, isShared) => (naming === 'new' ? acts.saveAs(name, isShared) : acts.rename(naming, name))}
          onClose={() => setNaming(undefined)}
        />
      )}
    </div>
  );
}
