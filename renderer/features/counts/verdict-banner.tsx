/** What the last scan meant, in word, icon and colour, and aloud for who cannot look. */
import { Text } from '@mantine/core';
import { IconAlertTriangle, IconBarcode, IconCheck, IconMapPin, IconPlus, IconQuestionMark } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict, VerdictKind } from './verdict.ts';

const LOOKS: Readonly<Record<VerdictKind, { readonly color: string; readonly label: string; readonly icon: typeof IconCheck }>> = {
  found: { color: 'var(--mantine-color-teal-7)', label: 'counting.found', icon: IconCheck }, more: { color: 'var(--mantine-color-yellow-7)', label: 'counting.more', icon: IconPlus },
  unexpected: { color: 'var(--mantine-color-orange-7)', label: 'counting.unexpected', icon: IconAlertTriangle }, unknown: { color: 'var(--mantine-color-red-7)', label: 'counting.unknown', icon: IconQuestionMark },
  place: { color: 'var(--mantine-color-blue-6)', label: 'counting.placeSet', icon: IconMapPin }, outside: { color: 'var(--mantine-color-orange-7)', label: 'counting.outside', icon: IconMapPin },
};

export function VerdictBanner({ verdict, isBlind }: Readonly<{ verdict: Verdict | undefined; isBlind: boolean }>): ReactNode {
  const { t } = useTranslation();
  if (verdict === undefined) {
    return <div className="verdict" role="status" style={{ '--verdict': 'var(--mantine-color-default-border)' } as CSSProperties}><IconBarcode size={28} aria-hidden /><Text c="dimmed">{t('counting.inputHint')}</Text></div>;
  }
  const { color, label, icon: Icon } = LOOKS[verdict.kind];
  const isItem = verdict.itemId !== null;
  return (
    <div className="verdict" role="status" aria-live="assertive" data-kind={verdict.kind} data-testid="verdict" style={{ '--verdict': color } as CSSProperties}>
      <Icon size={32} aria-hidden />
      <div style={{ minWidth: 0 }}>
        <Text fw={700} size="lg">{t(label, { place: verdict.place })}{isItem && !isBlind && verdict.expected > 0 ? ` — ${verdict.counted} / ${verdict.expected}` : ''}</Text>
        {verdict.kind !== 'place' && verdict.kind !== 'outside' && <Text style={{ overflowWrap: 'anywhere' }}>{verdict.name}{verdict.quantity === 1 ? '' : ` × ${verdict.quantity}`}{verdict.kind === 'unexpected' && verdict.place !== undefined ? ` · ${t('counting.elsewhere', { place: verdict.place })}` : ''}</Text>}
      </div>
    </div>
  );
}
