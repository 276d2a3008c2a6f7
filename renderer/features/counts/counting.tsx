/**
 * The counting screen: gloves on, in the dark, no mouse. The scanner works without a click, what it found is said in one big line,
 * every entry can be taken back, and everything that a scan does can be typed.
 */
import { ActionIcon, Badge, Button, Group, NumberInput, Progress, SegmentedControl, Select, Text, TextInput, Title } from '@mantine/core';
import { IconBarcode, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountDetail } from '../../../shared/ipc/views.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { listenForScans } from '../../lib/scanner.ts';
import { go } from '../../lib/use-route.ts';
import { useUi } from '../../store/ui-store.ts';
import { CountLines, type LineFilter } from './count-lines.tsx';
import { LastEntries } from './last-entries.tsx';
import { useCounting } from './use-counting.ts';
import { VerdictBanner } from './verdict-banner.tsx';

function CountingHeader({ detail, onFinish }: Readonly<{ detail: CountDetail; onFinish: () => void }>): ReactNode {
  const { t } = useTranslation();
  const isSoundOn = useUi((state) => state.isSoundOn);
  const toggleSound = useUi((state) => state.toggleSound);
  const expected = detail.lines.filter((line) => line.expected > 0).length;
  const counted = detail.lines.filter((line) => line.isCounted && line.expected > 0).length;
  return (
    <Group px="md" py="xs" gap="sm" justify="space-between">
      <Title order={1} size="h4">{detail.count.name}</Title>
      <Group gap="xs">
        <Badge size="lg" variant="default" tt="none" radius="sm" leftSection={<IconBarcode size={16} />}>{t('counting.ready')}</Badge>
        <Text fw={600} data-testid="count-progress">{detail.count.is_blind ? t('counting.progressBlind', { counted: detail.lines.filter((line) => line.isCounted).length }) : t('counting.progress', { counted, expected })}</Text>
        <ActionIcon variant="default" size={44} aria-label={t('counting.sound')} aria-pressed={isSoundOn} onClick={toggleSound}>{isSoundOn ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}</ActionIcon>
        <Button size="md" onClick={onFinish}>{t('counting.finish')}</Button>
      </Group>
      {!detail.count.is_blind && <Progress w="100%" value={expected === 0 ? 0 : (counted / expected) * 100} aria-label={t('counting.progress', { counted, expected })} />}
    </Group>
  );
}

export function Counting({ detail }: Readonly<{ detail: CountDetail }>): ReactNode {
  const { t } = useTranslation();
  const mutate = useMutate();
  const counting = useCounting(detail);
  const [code, setCode] = useState('');
  const [filter, setFilter] = useState<LineFilter>('remaining');
  const codeInput = useRef<HTMLInputElement>(null);
  const quantityInput = useRef<HTMLInputElement>(null);
  const { take, undoLast } = counting;
  useEffect(() => listenForScans((scanned) => { void take(scanned); }), [take]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
        event.preventDefault();
        void undoLast();
      }
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      const isStar = event.code === 'NumpadMultiply' || (event.code === 'Digit8' && event.shiftKey);
      if (event.code === 'Slash' || isStar) {
        event.preventDefault();
        (isStar ? quantityInput : codeInput).current?.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undoLast]);
  const onCodeKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || code.trim() === '') return;
    event.preventDefault();
    void take(code.trim());
    setCode('');
  };
  const places = useMemo(() => detail.places.map((place) => ({ value: place.id, label: place.name })), [detail.places]);
  const finish = async (): Promise<void> => {
    if (await mutate('count.review', { countId: detail.count.id })) go('counts', detail.count.id, 'review');
  };
  return (
    <>
      <CountingHeader detail={detail} onFinish={() => { void finish(); }} />
      <Group px="md" gap="sm" align="flex-end">
        <TextInput ref={codeInput} size="lg" flex={1} miw={200} label={t('counting.input')} placeholder={t('counting.inputHint')} value={code} onChange={(event) => setCode(event.currentTarget.value)} onKeyDown={onCodeKey} autoComplete="off" spellCheck={false} data-testid="code-input" />
        <NumberInput ref={quantityInput} size="lg" w={120} label={t('counting.quantity')} value={counting.quantity} onChange={counting.setQuantity} min={1} allowDecimal={false} onKeyDown={(event) => { if (event.key === 'Enter') codeInput.current?.focus(); }} />
        <Select size="lg" w={230} label={t('counting.place')} data={[{ value: '', label: t('counting.anyPlace') }, ...places]} value={counting.placeId ?? ''} onChange={(id) => counting.setPlaceId(id === '' ? null : id)} allowDeselect={false} searchable />
      </Group>
      <div style={{ padding: '12px 16px' }}><VerdictBanner verdict={counting.verdict} isBlind={detail.count.is_blind} /></div>
      <div className="counting-body">
        <section aria-label={t('counting.counted')} className="counting-lines">
          {!detail.count.is_blind && <SegmentedControl size="md" value={filter} onChange={(value) => setFilter(value as LineFilter)} data={[{ value: 'remaining', label: t('counting.remaining') }, { value: 'all', label: t('counting.all') }, { value: 'different', label: t('counting.different') }]} aria-label={t('counting.all')} />}
          <CountLines detail={detail} filter={detail.count.is_blind ? 'counted' : filter} flashed={counting.flashed} onCount={counting.add} />
        </section>
        <LastEntries detail={detail} onUndo={counting.undo} />
      </div>
      <Text size="xs" c="dimmed" px="md" pb="xs" visibleFrom="sm">{t('counting.keys')}</Text>
    </>
  );
}
