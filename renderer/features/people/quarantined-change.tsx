/** One waiting change: a sentence, when and by whom, what stands against it, and the two decisions. */
import { Button } from '@mantine/core';
import { IconArrowsLeftRight, IconCheck, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { QuarantinedView } from '../../../shared/ipc/people-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { compared } from '../../lib/compared.ts';
import { formatMoment } from '../../lib/format.ts';
import { mutationWords } from '../../lib/mutation-words.ts';
import { Comparison } from './comparison.tsx';

export type Decide = (ids: readonly string[], decision: 'accept' | 'refuse') => void;

export type ChangeProps = Readonly<{
  entry: QuarantinedView;
  titles: Readonly<Record<string, string>>;
  isBusy: boolean;
  onDecide: Decide;
}>;

/** Arrows go on, Enter accepts, X refuses, C compares; only while the row itself has the focus. */
function useChangeKeys(
  { entry, isBusy, onDecide }: ChangeProps,
  onCompare: () => void,
): (event: KeyboardEvent<HTMLDivElement>) => void {
  return (event) => {
    if (event.target !== event.currentTarget || isBusy || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.currentTarget;
    const step =
      event.code === 'ArrowDown'
        ? row.nextElementSibling
        : event.code === 'ArrowUp'
          ? row.previousElementSibling
          : null;
    if (step instanceof HTMLElement) step.focus();
    else if (event.code === 'Enter') onDecide([entry.id], 'accept');
    else if (event.code === 'KeyX') onDecide([entry.id], 'refuse');
    else if (event.code === 'KeyC') onCompare();
    else return;
    event.preventDefault();
  };
}

function Words({ entry, titles }: Pick<ChangeProps, 'entry' | 'titles'>): ReactNode {
  const { t, language } = useWords();
  const { subject, change } = mutationWords(entry.name, entry.args, titles, language);
  return (
    <div className="grow">
      <p>
        {subject === undefined ? '' : `${subject}: `}
        <b>{change}</b>
      </p>
      <p className="note num" data-tone={entry.changedSince ? 'warn' : undefined}>
        {formatMoment(entry.issuedAt, language)} · {entry.authorName}
        {entry.changedSince ? ` · ${t('team.changedSince')}` : ''}
        {entry.isTrusted ? '' : ` · ${t('team.untrusted')}`}
      </p>
      {entry.refusal !== null && (
        <p className="note" data-tone="bad">
          {t('team.failed', { why: sentenceOf(entry.refusal.code, entry.refusal.details, language) })}
        </p>
      )}
    </div>
  );
}

function Decision({
  label,
  isBusy,
  icon,
  onClick,
}: Readonly<{ label: string; isBusy: boolean; icon: ReactNode; onClick: () => void }>): ReactNode {
  return (
    <Button w={36} px={0} variant="default" disabled={isBusy} aria-label={label} onClick={onClick}>
      {icon}
    </Button>
  );
}

export function QuarantinedChange(props: ChangeProps): ReactNode {
  const { entry, titles, isBusy, onDecide } = props;
  const { t, language } = useWords();
  const [isCompared, setCompared] = useState(false);
  const { subject, change } = mutationWords(entry.name, entry.args, titles, language);
  const about = compared(entry.name, entry.args);
  const canCompare = about !== undefined && about.fields.length > 0;
  const compare = (): void => setCompared(canCompare && !isCompared);
  const onKeyDown = useChangeKeys(props, compare);
  const thing = subject ?? change;
  return (
    <div
      className="change"
      tabIndex={0}
      role="group"
      aria-label={[subject, change].join(': ')}
      onKeyDown={onKeyDown}
      data-testid="change"
    >
      <Words entry={entry} titles={titles} />
      {canCompare && (
        <Button
          {...(entry.changedSince ? { size: 'compact-md' } : { w: 36, px: 0 })}
          variant="default"
          aria-expanded={isCompared}
          aria-label={`${t('team.compare')}: ${thing}`}
          onClick={compare}
        >
          {entry.changedSince ? t('team.compare') : <IconArrowsLeftRight size={18} />}
        </Button>
      )}
      <Decision
        label={`${t('team.refuse')}: ${thing}`}
        isBusy={isBusy}
        icon={<IconX size={18} />}
        onClick={() => onDecide([entry.id], 'refuse')}
      />
      <Decision
        label={`${t('team.accept')}: ${thing}`}
        isBusy={isBusy}
        icon={<IconCheck size={18} color="var(--ok)" />}
        onClick={() => onDecide([entry.id], 'accept')}
      />
      {isCompared && about !== undefined && <Comparison about={about} titles={titles} />}
    </div>
  );
}
