/** What can be done with the saved view that stands. */
import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconTrash,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { permissionName } from '../../shared/i18n/permission-names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { ListModel } from './use-list.ts';
import type { KeptView } from './use-saved-views.ts';
import type { ViewActs } from './use-view-acts.ts';

const SHARE = 'views.share';
const sign = { size: 16, stroke: 1.75 } as const;

type Props = Readonly<{
  model: ListModel;
  saved: KeptView;
  isChanged: boolean;
  acts: ViewActs;
  onRename: () => void;
}>;

/** Whether this person may make, change and delete views that everybody shares. */
export const mayShare = (model: ListModel): boolean => model.may(SHARE);

function Changes({ saved, isChanged, acts, onRename, model }: Props): ReactNode {
  const { t } = useWords();
  return (
    <>
      {isChanged && (
        <Menu.Item leftSection={<IconDeviceFloppy {...sign} />} onClick={() => void acts.update(saved)}>
          {t('list.updateView')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconPencil {...sign} />} onClick={onRename}>
        {t('list.renameView')}
      </Menu.Item>
      {mayShare(model) && (
        <Menu.Item
          leftSection={saved.isShared ? <IconUser {...sign} /> : <IconUsers {...sign} />}
          onClick={() => void acts.share(saved, !saved.isShared)}
        >
          {t(saved.isShared ? 'list.makeOwnView' : 'list.makeSharedView')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash {...sign} />} onClick={() => void acts.remove(saved)}>
        {t('list.deleteView')}
      </Menu.Item>
    </>
  );
}

export function ViewMenu(props: Props): ReactNode {
  const { model, saved, isChanged } = props;
  const { t, language } = useWords();
  const name = saved.name;
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button type="button" aria-label={t('list.viewMenu', { name })} title={t('list.viewMenu', { name })}>
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('list.viewMenu', { name })}>
        <Menu.Label>{t(saved.isShared ? 'list.sharedView' : 'list.ownView')}</Menu.Label>
        {isChanged && (
          <Menu.Item leftSection={<IconArrowBackUp {...sign} />} onClick={() => model.look(saved.view, saved.id)}>
            {t('list.revertView')}
          </Menu.Item>
        )}
        {saved.isShared && !mayShare(model) ? (
          <Menu.Label>{t('list.sharedByRight', { permission: permissionName(SHARE, language) })}</Menu.Label>
        ) : (
          <Changes {...props} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
