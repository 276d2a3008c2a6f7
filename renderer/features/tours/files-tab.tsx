/** Documents of a tour: what hangs on it, and what goes along because of its productions, houses and evenings. */
import { type ReactNode, useRef, useState } from 'react';
import { type TourFile, tourFiles } from '../../../shared/features/tours/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import { Attachments } from '../documents/attachments.tsx';
import { PinButton } from '../files/pin-button.tsx';
import type { TourTabProps } from './tour-tabs.ts';

/** Files come ordered by what they belong to. */
const byOwner = (files: readonly TourFile[]): readonly (readonly TourFile[])[] => [
  ...Map.groupBy(files, ({ of }) => `${of.table}/${of.id}`).values(),
];

function FileLine({ id, name, file, onOpen }: TourFile & { readonly onOpen: (id: string) => void }): ReactNode {
  const { t, language } = useWords();
  return (
    <li data-testid="tour-file">
      <button
        type="button"
        className="tour-file"
        title={t('documents.lookAtFile', { name })}
        onClick={() => onOpen(id)}
      >
        <span className="tour-file-picture">
          <Thumb file={file} sign={18} />
        </span>
        <span className="cut grow">{name}</span>
        <WhereSign where={file.where} />
        <span className="dim num">{bytesSaid(file.size, language)}</span>
      </button>
    </li>
  );
}

function GoingAlong({ files }: Readonly<{ files: readonly TourFile[] }>): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState<string>();
  if (files.length === 0) return <p className="dim small">{t('tours.files.nothing')}</p>;
  return (
    <>
      {byOwner(files).map(([first, ...others]) =>
        first === undefined ? null : (
          <section key={first.of.id} aria-label={first.ofLabel}>
            <h3>
              <LinkTo table={first.of.table} id={first.of.id} className="object-link cut">
                {first.ofLabel}
              </LinkTo>
            </h3>
            <ul>
              {[first, ...others].map((file) => (
                <FileLine key={file.id} {...file} onOpen={setOpen} />
              ))}
            </ul>
          </section>
        ),
      )}
      {open !== undefined && (
        <ViewerDialog
          files={files.map(({ id: key, file, ofLabel: note }) => ({ key, file, note }))}
          open={open}
          onOpen={setOpen}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

export function FilesTab({ tourId }: TourTabProps): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(tourFiles, { id: tourId });
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll(`tour files ${tourId}`, scroller);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="tour-split">
      <div ref={scroller} className="tour-plan" role="region" tabIndex={0} aria-label={t('tours.tab.files')}>
        <h3 className="tour-files-head">
          <span className="grow">{t('tours.files.own')}</span>
          <PinButton table="tours" id={tourId} />
        </h3>
        <Attachments table="tours" id={tourId} />
      </div>
      <aside className="tour-side" aria-label={t('tours.files.along')}>
        <p className="dim small">{t('tours.files.along')}</p>
        <GoingAlong files={data} />
      </aside>
    </div>
  );
}
