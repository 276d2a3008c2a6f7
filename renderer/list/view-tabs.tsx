/** Views of a list as tabs, each with how many rows it holds; a new one is saved under a name. */
import { ActionIcon, Button, Group, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { listCounts } from '../../shared/features/lists/queries.ts';
import { pickAt } from '../../shared/lists/list-place.ts';
import { newId } from '../data/new-id.ts';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import { type SavedView, useLists } from './list-store.ts';
import type { ListModel } from './use-list.ts';

const NO_VIEWS: readonly SavedView[] = [];
const MAX_NAME = 60;

function SaveView({ model, views }: Readonly<{ model: ListModel; views: readonly SavedView[] }>): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = useLists((state) => state.save);
  const wanted = name.trim();
  const known = views.find((view) => view.name === wanted);
  const submit = (): void => {
    if (wanted === '') return;
    save(model.place.key, { id: known?.id ?? newId(), name: wanted, view: model.view });
    setOpen(false);
    setName('');
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('list.saveView')}
          title={t('list.saveView')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconPlus size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.saveView')}>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            placeholder={t('list.viewName')}
            aria-label={t('list.viewName')}
            maxLength={MAX_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') submit();
            }}
          />
          <Button disabled={wanted === ''} onClick={submit}>
            {t(known === undefined ? 'common.save' : 'list.replaceView')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The same rows in the same order: how they are shown may differ. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function ViewTabs({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t, language } = useWords();
  const { table, initial } = model.list;
  const { place } = model;
  const views = useLists((state) => state.saved[place.key]) ?? NO_VIEWS;
  const remove = useLists((state) => state.remove);
  const tabs = [{ id: 'all', name: t('list.all'), view: initial }, ...views];
  const counts = useQuery(listCounts, { table, picks: tabs.map(({ view }) => pickAt(place, view)) }).data;
  return (
    <div className="list-views" role="group" aria-label={t('list.views')}>
      {tabs.map(({ id, name, view }, index) => {
        const isCurrent = isSame(pickAt(place, view), model.pick);
        const count = counts?.[index];
        return (
          <span key={id} className="list-view" data-current={isCurrent}>
            <button type="button" aria-pressed={isCurrent} onClick={() => model.change(view)}>
              <span className="cut">{name}</span>
              {count !== undefined && <small className="num">{formatNumber(count, language)}</small>}
            </button>
            {isCurrent && id !== 'all' && (
              <button type="button" aria-label={t('list.removeView', { name })} onClick={() => remove(place.key, id)}>
                <IconX size={14} aria-hidden />
              </button>
            )}
          </span>
        );
      })}
      <SaveView model={model} views={views} />
    </div>
  );
}
