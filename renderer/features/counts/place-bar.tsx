/** Where the person counts, and the shelves beside it. */
import { Button, Select } from '@mantine/core';
import { IconMapPin, IconWriting } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CountHead } from '../../../shared/ipc/count-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PrintButton } from '../paper/print-button.tsx';
import type { Counting } from './use-counting.ts';

type Shelf = CountHead['places'][number];

/** One of the shelves nearby, and how far it is. */
function ShelfButton({ place, counting }: Readonly<{ place: Shelf; counting: Counting }>): ReactNode {
  const isHere = place.id === counting.placeId;
  return (
    <button type="button" aria-pressed={isHere} onClick={() => counting.setPlaceId(isHere ? null : place.id)}>
      <span>{place.name}</span>
      <span>
        {place.complete}/{place.expected}
      </span>
      <i style={{ width: `${place.expected === 0 ? 0 : (place.complete / place.expected) * 100}%` }} />
    </button>
  );
}

/** Where the person counts, how far it is there and on the shelves beside it. */
export function PlaceBar({
  head,
  counting,
  onPen,
}: Readonly<{ head: CountHead; counting: Counting; onPen: () => void }>): ReactNode {
  const { t } = useWords();
  const { count, places, progress } = head;
  const here = places.find((place) => place.id === counting.placeId);
  const shelves = places.filter((place) => place.expected > 0).slice(0, 5);
  const done = here ?? { expected: progress.expected, complete: progress.complete };
  return (
    <div className="place-bar">
      <IconMapPin size={20} aria-hidden />
      <Select
        className="place"
        variant="unstyled"
        aria-label={t('counting.place')}
        searchable
        allowDeselect={false}
        value={counting.placeId ?? ''}
        onChange={(id) => counting.setPlaceId(id === '' ? null : id)}
        data={[
          { value: '', label: t('counting.anyPlace') },
          ...places.map((place) => ({ value: place.id, label: place.name })),
        ]}
      />
      {!count.is_blind && (
        <div className="shelves">
          {shelves.map((place) => (
            <ShelfButton key={place.id} place={place} counting={counting} />
          ))}
        </div>
      )}
      <p className="left" data-testid="count-progress">
        {count.is_blind ? (
          t('counting.progressBlind', { counted: progress.counted })
        ) : (
          <>
            <b>{done.expected - done.complete}</b> {t(here === undefined ? 'counting.leftInAll' : 'counting.leftHere')}
          </>
        )}
      </p>
      <Button
        variant="default"
        size="compact-sm"
        title={t('paper.penTitle')}
        leftSection={<IconWriting size={16} aria-hidden />}
        onClick={onPen}
      >
        {t('paper.pen')}
      </Button>
      <PrintButton />
    </div>
  );
}
