/** Variances first; who counted what; accept, count again, or leave; then post. */
import { Alert, Badge, Button, Group, Radio, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountDetail, CountLineView } from '../../../shared/ipc/views.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import { fieldName, statusName } from '../../../shared/i18n/names.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { connection } from '../../data/connection.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { go } from '../../lib/use-route.ts';

const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0');

function LineRow({ detail, line, isOpen }: Readonly<{ detail: CountDetail; line: CountLineView; isOpen: boolean }>): ReactNode {
  const { t, i18n } = useTranslation();
  const mutate = useMutate();
  const key = { countId: detail.count.id, itemId: line.itemId, locationId: line.locationId };
  const resolve = (resolution: string): void => { void mutate('count.resolveLine', { ...key, resolution: line.resolution === resolution ? 'pending' : resolution }); };
  const recount = async (): Promise<void> => {
    if (await mutate('count.requestRecount', key)) go('counts', detail.count.id);
  };
  return (
    <Table.Tr data-testid="review-line">
      <Table.Td><Text fw={500}>{line.name}</Text><Text size="xs" c="dimmed">{line.inventoryNumber} · {line.location}</Text></Table.Td>
      <Table.Td ta="right">{line.expected}</Table.Td>
      <Table.Td ta="right">{line.isCounted ? line.counted : '—'}</Table.Td>
      <Table.Td ta="right" fw={700}>{line.isCounted ? signed(line.counted - line.expected) : '—'}</Table.Td>
      <Table.Td>{line.counters.map((counter) => <Text key={counter.name} size="sm">{counter.name}: {counter.quantity}</Text>)}</Table.Td>
      <Table.Td>
        {isOpen ? (
          <Group gap={6} wrap="nowrap">
            <Button size="compact-md" variant={line.resolution === 'accepted' ? 'filled' : 'default'} aria-pressed={line.resolution === 'accepted'} onClick={() => resolve('accepted')}>{t('review.accept')}</Button>
            <Button size="compact-md" variant="default" onClick={() => { void recount(); }}>{t('review.recount')}</Button>
            <Button size="compact-md" variant={line.resolution === 'ignored' ? 'filled' : 'default'} aria-pressed={line.resolution === 'ignored'} onClick={() => resolve('ignored')}>{t('review.ignore')}</Button>
          </Group>
        ) : <Text size="sm">{statusName(line.resolution, languageOf(i18n.language))}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}

function UnknownCode({ detail, code, quantity }: Readonly<{ detail: CountDetail; code: string; quantity: number }>): ReactNode {
  const { t } = useTranslation();
  const mutate = useMutate();
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const search = (text: string): void => { connection.request('query', { name: 'search.everywhere', args: { text } }).then((value) => setHits((value as SearchHit[]).filter((hit) => hit.table === 'inventory_items'))).catch(() => undefined); };
  return (
    <Group justify="space-between" data-testid="review-unknown">
      <Text ff="monospace">{code} <Text span c="dimmed">× {quantity}</Text></Text>
      <Select w={320} placeholder={t('review.link')} aria-label={`${t('review.link')} ${code}`} searchable data={hits.map((hit) => ({ value: hit.id, label: `${hit.title} · ${hit.hint}` }))} filter={({ options }) => options} onSearchChange={search} nothingFoundMessage={t('search.nothing')} value={null}
        onChange={(itemId) => { if (itemId !== null) void mutate('count.identifyCode', { countId: detail.count.id, code, itemId }); }} />
    </Group>
  );
}

function PostDialog({ detail, onClose }: Readonly<{ detail: CountDetail; onClose: () => void }>): ReactNode {
  const { t } = useTranslation();
  const mutate = useMutate();
  const [uncounted, setUncounted] = useState<'keep' | 'zero'>('keep');
  const unscanned = detail.lines.filter((line) => !line.isCounted).length;
  const movements = detail.lines.filter((line) => line.resolution !== 'ignored' && line.counted !== line.expected && (line.isCounted || uncounted === 'zero')).length;
  const post = async (): Promise<void> => {
    if (await mutate('count.post', { countId: detail.count.id, uncounted })) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('review.postTitle', { name: detail.count.name })}>
      <Stack>
        <Text>{t('review.postText', { count: movements })}</Text>
        {unscanned > 0 && (
          <Radio.Group label={`${t('review.uncounted')} (${unscanned})`} value={uncounted} onChange={(value) => setUncounted(value === 'zero' ? 'zero' : 'keep')}>
            <Stack gap="xs" mt="xs"><Radio value="keep" label={t('review.keep')} /><Radio value="zero" label={t('review.zero')} /></Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('common.cancel')}</Button><Button data-autofocus onClick={() => { void post(); }}>{t('review.post')}</Button></Group>
      </Stack>
    </Dialog>
  );
}

export function Review({ detail }: Readonly<{ detail: CountDetail }>): ReactNode {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const mutate = useMutate();
  const [isPosting, setPosting] = useState(false);
  const mayPost = useCan('count.post');
  const { status } = detail.count;
  const isOpen = status === 'counting' || status === 'review';
  const different = detail.lines.filter((line) => line.isCounted && line.counted !== line.expected);
  const matched = detail.lines.filter((line) => line.isCounted && line.counted === line.expected);
  const unscanned = detail.lines.filter((line) => !line.isCounted);
  const resume = async (): Promise<void> => {
    if (status === 'counting' || (await mutate('count.start', { countId: detail.count.id }))) go('counts', detail.count.id);
  };
  return (
    <>
      <PageHeader title={`${t('review.title')}: ${detail.count.name}`} aside={<StatusBadge status={status} />}>
        {isOpen && <Button variant="subtle" color="gray" onClick={() => { void mutate('count.cancel', { countId: detail.count.id }); }}>{t('review.cancelCount')}</Button>}
        {isOpen && <Button variant="default" onClick={() => { void resume(); }}>{t('review.backToCounting')}</Button>}
        {isOpen && mayPost && <Button onClick={() => setPosting(true)}>{t('review.post')}</Button>}
        {!isOpen && <Button variant="default" onClick={() => go('counts')}>{t('common.back')}</Button>}
      </PageHeader>
      <Stack px="md" pb="md" style={{ overflow: 'auto' }} gap="lg">
        {status === 'posted' && <Alert color="teal" icon={<IconCircleCheck />}>{t('review.postedInfo')}</Alert>}
        {status === 'cancelled' && <Alert color="gray">{t('review.cancelledInfo')}</Alert>}
        <Group gap="xs"><Badge size="lg" variant="default" tt="none" radius="sm">{t('review.matched', { count: matched.length })}</Badge><Badge size="lg" variant="default" tt="none" radius="sm">{t('review.notScanned', { count: unscanned.length })}</Badge>{detail.unknown.length > 0 && <Badge size="lg" variant="default" tt="none" radius="sm">{t('review.unknown', { count: detail.unknown.length })}</Badge>}</Group>
        {different.length === 0 ? <Text>{t('review.noVariance')}</Text> : (
          <Table.ScrollContainer minWidth={760}>
            <Table verticalSpacing="xs" aria-label={t('review.variance')}>
              <Table.Thead><Table.Tr><Table.Th>{fieldName('item_id', language)}</Table.Th><Table.Th ta="right">{t('counting.expected')}</Table.Th><Table.Th ta="right">{t('counting.counted')}</Table.Th><Table.Th ta="right">{t('review.variance')}</Table.Th><Table.Th>{t('review.counters')}</Table.Th><Table.Th>{fieldName('resolution', language)}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>{different.map((line) => <LineRow key={`${line.itemId}/${line.locationId}`} detail={detail} line={line} isOpen={isOpen} />)}</Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {detail.unknown.length > 0 && isOpen && <section><Title order={2} size="h5" mb="xs">{t('counting.unknownCodes')}</Title><Stack gap="xs" maw={640}>{detail.unknown.map((unknown) => <UnknownCode key={unknown.code} detail={detail} code={unknown.code} quantity={unknown.quantity} />)}</Stack></section>}
        {unscanned.length > 0 && <section><Title order={2} size="h5" mb="xs">{t('review.notScanned', { count: unscanned.length })}</Title><Stack gap={2}>{unscanned.slice(0, 100).map((line) => <Text key={`${line.itemId}/${line.locationId}`} size="sm">{line.name} · {line.location} · {line.expected} {line.unit}</Text>)}</Stack></section>}
      </Stack>
      {isPosting && <PostDialog detail={detail} onClose={() => setPosting(false)} />}
    </>
  );
}
