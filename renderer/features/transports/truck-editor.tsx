/**
 * A truck in one window: what it is, who drives it, what it takes, when and between which places it goes, its stops,
 * and its end. Every field is saved by itself; what is typed stays until it is.
 */
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import type { TransportBoard, TruckView } from '../../../shared/features/transports/queries.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { FieldControl } from '../../form/field-control.tsx';
import { draftsAmong, useRowFields } from '../../form/use-row-fields.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatDay } from '../../lib/format.ts';
import { DraftLeft } from '../../object/object-gone.tsx';
import { useDeletions } from '../../store/deletion-store.ts';
import { deletionOf } from '../records/record-fields.tsx';
import { useMayDelete } from '../records/record-inspector.tsx';
import { piecesAboard } from './board-model.ts';
import { stopName } from './board-text.ts';

const PEOPLE = ['name', 'vehicle', 'plate', 'driver', 'phone'] as const;
const SIZES = ['payload_kg', 'length_cm', 'width_cm', 'height_cm'] as const;
const WAY = ['departs_at', 'arrives_at', 'from_location_id', 'to_location_id'] as const;
const ALL = [...PEOPLE, ...SIZES, ...WAY];

type Props = Readonly<{ board: TransportBoard; truck: TruckView; onClose: () => void }>;

/** Where the tour plays, in its order: that is the way of its trucks, and nobody keeps it twice. */
function Stops({ board, truck }: Omit<Props, 'onClose'>): ReactNode {
  const { t, language } = useWords();
  return (
    <section aria-label={t('transports.stops')}>
      <Text size="sm" fw={600}>
        {t('transports.stops')}
      </Text>
      {board.stops.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('transports.noStops')}
        </Text>
      ) : (
        <ol className="tp-stops">
          {board.stops.map((stop) => (
            <li key={stop.venueId} data-here={stop.venueId === truck.venueId}>
              {stopName(stop)}{' '}
              <span className="dim num">
                {formatDay(stop.from, language)}
                {stop.to === stop.from ? '' : ` – ${formatDay(stop.to, language)}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      <Text size="xs" c="dimmed">
        {t('transports.stopsHint')}
      </Text>
    </section>
  );
}

function Fields({ detail }: Readonly<{ detail: RecordDetail }>): ReactNode {
  const { t } = useWords();
  const field = useRowFields('transports', detail.id, detail.values);
  const isDeleted = deletionOf(detail) !== undefined;
  const mayEdit = useCan('tours.edit') && !isDeleted;
  const row = (name: string): ReactNode => {
    const own = field(name);
    if (own === undefined) return null;
    return (
      <div key={name}>
        <Text size="sm" className="dim">
          {own.label}
        </Text>
        <FieldControl field={own} isDisabled={!mayEdit} />
      </div>
    );
  };
  return (
    <>
      {isDeleted && (
        <DraftLeft fields={draftsAmong(ALL.flatMap((name) => field(name) ?? []))} hint={t('object.draftDeleted')} />
      )}
      <SimpleGrid cols={2}>{PEOPLE.map(row)}</SimpleGrid>
      <SimpleGrid cols={{ base: 2, sm: 4 }} className="tp-even">
        {SIZES.map(row)}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('transports.sizesHint')}
      </Text>
      <SimpleGrid cols={2}>{WAY.map(row)}</SimpleGrid>
    </>
  );
}

export function TruckEditor({ board, truck, onClose }: Props): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(recordDetail, { table: 'transports', id: truck.id });
  const askToDelete = useDeletions((state) => state.askToDelete);
  const mayDelete = useMayDelete('transports');
  const aboard = piecesAboard(board, truck);
  return (
    <Dialog onClose={onClose} size="lg" title={truck.name}>
      <Stack data-testid="truck-editor">
        {data === undefined || data === null ? <Loading /> : <Fields detail={data} />}
        <Stops board={board} truck={truck} />
        <Group justify="space-between" wrap="nowrap">
          {mayDelete && aboard > 0 && (
            <Text size="sm" c="dimmed">
              {t('transports.deleteFull', { count: aboard })}
            </Text>
          )}
          {mayDelete && aboard === 0 && !truck.isDeleted ? (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={18} />}
              onClick={() => {
                onClose();
                askToDelete({ table: 'transports', id: truck.id });
              }}
            >
              {t('transports.delete')}
            </Button>
          ) : (
            <span />
          )}
          <Button onClick={onClose}>{t('transports.done')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
