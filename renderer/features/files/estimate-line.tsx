/** «214 файлов, 1,3 ГБ, 12 не здесь», and how much of it has come. */
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import type { PinEstimate } from '../../../shared/ipc/file-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';

type Props = Readonly<{ estimate: PinEstimate; isPinned: boolean }>;

export function EstimateLine({ estimate, isPinned }: Props): ReactNode {
  const { t, language } = useWords();
  const { files, bytes, missing, missingBytes, elsewhere } = estimate;
  const number = (count: number): string => formatNumber(count, language);
  const parts = [
    t('files.amount', { count: files, number: number(files) }),
    bytesSaid(bytes, language),
    ...(files === 0 ? [] : [missing === 0 ? t('files.allHere') : t('files.notHere', { number: number(missing) })]),
  ];
  return (
    <div className="pin-estimate">
      <b className="num" data-testid="pin-estimate">
        {parts.join(', ')}
      </b>
      {isPinned && files > 0 && (
        <>
          <Progress
            value={bytes === 0 ? 100 : ((bytes - missingBytes) / bytes) * 100}
            color={missing === 0 ? 'green.6' : 'wine'}
            aria-label={t('files.pinProgress')}
          />
          <span className="dim small num">
            {t('files.pinDone', {
              done: number(files - missing),
              all: number(files),
              doneBytes: bytesSaid(bytes - missingBytes, language),
              allBytes: bytesSaid(bytes, language),
            })}
          </span>
        </>
      )}
      {elsewhere > 0 && (
        <span className="dim small">{t('files.elsewhereYet', { count: elsewhere, number: number(elsewhere) })}</span>
      )}
    </div>
  );
}
