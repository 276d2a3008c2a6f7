/** A tag that somebody else was faster with: put another one on, or see whose it is; and which of two codes stays. */
import { Button, Group, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RefusedMutation } from '../../../shared/ipc/views.ts';
import { tagClaim } from '../../../shared/mutations/tag-mutations.ts';
import { isTag } from '../../../shared/rules/tag-code.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { takesScan } from '../../lib/scan-target.ts';
import { ClaimTag } from '../scan/claim-tag.tsx';

type Props = Readonly<{ refused: Pick<RefusedMutation, 'code' | 'args' | 'details'>; onDone: () => void }>;

export function RefusedTag({ refused, onDone }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [another, setAnother] = useState('');
  const [claiming, setClaiming] = useState<string>();
  const args = tagClaim.args.safeParse(refused.args);
  if (!args.success) return null;
  const { itemId, code } = args.data;
  const { found, holder, holderId } = refused.details;
  const typed = another.trim().toUpperCase();
  const isTyped = typed.length > 12;
  const claim = async (): Promise<void> => {
    if (await mutate(tagClaim, { itemId, code, seen: typeof found === 'string' ? found : null })) onDone();
  };
  return (
    <Group gap="xs" align="end">
      {refused.code === 'tag.another' && <Button onClick={() => void claim()}>{t('scan.claimAnother')}</Button>}
      {refused.code === 'tag.taken' && (
        <>
          <TextInput
            {...takesScan}
            aria-label={t('scan.tagHere')}
            placeholder={t('scan.tagHere')}
            value={another}
            error={isTyped && !isTag(typed) ? t('scan.notTag', { code: typed }) : undefined}
            onChange={(event) => setAnother(event.currentTarget.value)}
          />
          <Button disabled={!isTag(typed)} onClick={() => setClaiming(typed)}>
            {t('scan.claimOther')}
          </Button>
          {typeof holderId === 'string' && (
            <Button variant="default" onClick={() => openRecord('inventory_items', holderId)}>
              {t('scan.claimOpen', { name: typeof holder === 'string' ? holder : '' })}
            </Button>
          )}
        </>
      )}
      {claiming !== undefined && (
        <ClaimTag code={claiming} itemId={itemId} onClose={() => setClaiming(undefined)} onClaimed={onDone} />
      )}
    </Group>
  );
}
