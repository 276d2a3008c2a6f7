/** From the list of things: photographs what is chosen in it, else what it shows. */
import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isEmptySelection } from '../../../shared/lists/selection.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ListModel } from '../../list/use-list.ts';
import { useStartRun } from './start-run.ts';

export function StartPhotos({ model }: Readonly<{ model: ListModel }>): ReactNode {
  const { t } = useWords();
  const { ofList } = useStartRun();
  const { selection } = model.standing;
  const hasChosen = !isEmptySelection(selection);
  const isFiltered = model.view.text !== '' || model.view.conditions.length > 0;
  const start = (): void => {
    const title = hasChosen ? t('photos.run.chosen') : isFiltered ? t('photos.run.shown') : '';
    ofList(model.pick, hasChosen ? selection : { kind: 'all', except: [] }, title);
  };
  return (
    <Button variant="default" leftSection={<IconCamera size={16} />} onClick={start}>
      {t(hasChosen ? 'photos.run.startChosen' : 'photos.run.start')}
    </Button>
  );
}
