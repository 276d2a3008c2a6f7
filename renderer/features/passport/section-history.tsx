/** How a section came to be what it is: who changed what and when, line by line, and each version back again. */
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type PassportSection,
  type SectionChange,
  sectionChange,
  sectionHistory,
} from '../../../shared/features/passport/queries.ts';
import { passportEdit } from '../../../shared/mutations/passport-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { diffOf } from '../../lib/text-diff.ts';

/** Nobody reads further back. */
const MOST_CHANGES = 200;

type Props = Readonly<{ section: PassportSection; onClose: () => void }>;

function Change({ section, change, onClose }: Props & Readonly<{ change: SectionChange }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const texts = useQuery(sectionChange, { id: change.id }).data;
  const lines = useMemo(() => (texts ? diffOf(texts.before, texts.after) : []), [texts]);
  if (texts === undefined) return <Loading />;
  if (texts === null) return null;
  const isCurrent = texts.after === section.content;
  const restore = async (content: string): Promise<void> => {
    if (await mutate(passportEdit, { id: section.id, base: section.content, content })) onClose();
  };
  return (
    <div className="history-change">
      <div className="history-head">
        <span>
          <b>{change.by}</b>, {formatMoment(change.at, language)}
        </span>
        <span className="grow" />
        {section.mayWrite && !isCurrent && (
          <Button size="compact-sm" variant="default" onClick={() => void restore(texts.after)}>
            {t('passport.restoreThis')}
          </Button>
        )}
        {section.mayWrite && texts.before !== section.content && texts.before !== '' && (
          <Button size="compact-sm" variant="default" onClick={() => void restore(texts.before)}>
            {t('passport.restoreBefore')}
          </Button>
        )}
      </div>
      <TextDiff lines={lines} />
    </div>
  );
}

export function SectionHistory({ section, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const history = useQuery(sectionHistory, { id: section.id, most: MOST_CHANGES }).data ?? [];
  const [chosen, setChosen] = useState<string>();
  const open = history.find(({ id }) => id === chosen) ?? history[0];
  return (
    <Dialog onClose={onClose} title={t('passport.historyOf', { title: section.title })} size="min(1080px, 96vw)">
      <div className="history" data-testid="history">
        <ul aria-label={t('passport.history')}>
          {history.map((change) => (
            <li key={change.id}>
              <button
                type="button"
                aria-current={change.id === open?.id ? 'true' : undefined}
                onClick={() => setChosen(change.id)}
              >
                <span className="cut">{change.by}</span>
                <span className="dim small">
                  {formatMoment(change.at, language)}
                  {change.lines !== null && (
                    <>
                      {' · '}
                      <span className="num">
                        +{change.lines.added} −{change.lines.removed}
                      </span>
                    </>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {open !== undefined && <Change key={open.id} section={section} change={open} onClose={onClose} />}
      </div>
    </Dialog>
  );
}
