/** What can be done with a production as a whole. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconLayersSubtract, IconListDetails, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ProductionHead } from '../../../shared/features/productions/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { CopyProduction } from './copy-production.tsx';
import { VariantName } from './variants.tsx';

export function ProductionMenu({ head }: Readonly<{ head: ProductionHead }>): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('performances.edit');
  const mayDelete = useCan('rows.delete');
  const askToDelete = useDeletions((deletions) => deletions.askToDelete);
  const [asked, setAsked] = useState<'copy' | 'variant'>();
  const { id, title } = head.production;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('productions.acts')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconListDetails size={16} />}
            onClick={() => go({ to: '/object/$table/$id', params: { table: 'performances', id } })}
          >
            {t('productions.allFields')}
          </Menu.Item>
          {mayEdit && (
            <>
              <Menu.Item leftSection={<IconLayersSubtract size={16} />} onClick={() => setAsked('variant')}>
                {t('productions.newVariant')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => setAsked('copy')}>
                {t('productions.copy')}
              </Menu.Item>
            </>
          )}
          {mayEdit && mayDelete && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => askToDelete({ table: 'performances', id })}
              >
                {t('deletion.menu')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'copy' && <CopyProduction id={id} title={title} onClose={() => setAsked(undefined)} />}
      {asked === 'variant' && (
        <VariantName performanceId={id} variant={undefined} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
