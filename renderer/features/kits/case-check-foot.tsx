/** The end of a check: what was not seen is written down in one step, or that everything is there. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { CaseLine } from '../../../shared/features/kits/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { CaseWork } from './use-case.ts';

type Props = Readonly<{ lines: readonly CaseLine[]; work: CaseWork }>;

export function CaseCheckFoot({ lines, work }: Props): ReactNode {
  const { t } = useWords();
  const mayPost = useCan('count.post');
  const there = lines.filter((line) => line.there > 0);
  const seenOf = (line: CaseLine): number => Math.min(line.there, work.seen[line.itemId] ?? 0);
  const missing = there.filter((line) => seenOf(line) < line.there);
  const all = there.reduce((sum, line) => sum + line.there, 0);
  const seen = there.reduce((sum, line) => sum + seenOf(line), 0);
  const finish = async (): Promise<void> => {
    if (await work.finish(missing))
      notifications.show({ color: 'teal', message: t('kits.checkedNow'), autoClose: 4000 });
  };
  const isBlocked = missing.length > 0 && !mayPost;
  return (
    <footer className="case-foot" data-testid="case-foot">
      <div className="grow">
        <b className="num">{t('kits.seenCount', { n: seen, m: all })}</b>
        {missing.length > 0 && <span className="dim"> · {t('kits.missing', { count: all - seen })}</span>}
        {isBlocked && <p className="dim">{t('kits.needsRight')}</p>}
      </div>
      {seen > 0 && (
        <button type="button" className="case-tap" onClick={work.clearSeen}>
          {t('kits.anew')}
        </button>
      )}
      <Button
        className="case-finish"
        disabled={isBlocked}
        variant={missing.length > 0 ? 'default' : 'filled'}
        onClick={() => void finish()}
      >
        {t(missing.length > 0 ? 'kits.writeMissing' : 'kits.writeWhole')}
      </Button>
    </footer>
  );
}
