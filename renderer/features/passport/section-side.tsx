/** What belongs to a section: who answers for it, whether it holds, what differs, its documents, its history. */
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import {
  type Passport,
  type SectionDocument,
  sectionDocuments,
  sectionHistory,
} from '../../../shared/features/passport/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { passportCheck } from '../../../shared/mutations/passport-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import { AddDocument } from './add-document.tsx';
import type { PassportPlace } from './passport-address.ts';
import type { PlacedSection } from './passport-model.ts';
import { SectionHistory } from './section-history.tsx';
import { Responsible } from './section-responsible.tsx';

type Props = Readonly<{
  place: PassportPlace;
  passport: Passport;
  section: PlacedSection;
}>;
type Row = Readonly<{ section: PlacedSection }>;

/** Whether somebody has looked since it was last changed. */
function Checked({ section }: Row): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const { id, checkedAt, checkedBy, changedAt, mayEdit } = section.row;
  const isStale = checkedAt !== null && changedAt !== null && changedAt > checkedAt;
  const Icon = checkedAt === null ? IconClock : isStale ? IconAlertTriangle : IconCircleCheck;
  const tone = checkedAt === null ? 'plain' : isStale ? 'warn' : 'ok';
  const said =
    checkedAt === null
      ? t('passport.notChecked')
      : t('passport.checked', { at: formatMoment(checkedAt, language), by: checkedBy ?? '' });
  return (
    <>
      <p className="passport-checked" data-tone={tone}>
        <Icon size={17} stroke={1.75} aria-hidden />
        <span>
          {said}
          {isStale && <span className="dim small block">{t('passport.changedSince')}</span>}
        </span>
      </p>
      {mayEdit && (checkedAt === null || isStale) && (
        <Button size="compact-sm" variant="default" onClick={() => void mutate(passportCheck, { id })}>
          {t('passport.check')}
        </Button>
      )}
    </>
  );
}

/** What of the section is otherwise in the variant, each place by what comes there. */
function Differences({ section, place, passport }: Props): ReactNode {
  const { t } = useWords();
  const variant = passport.variants.find(({ id }) => id === place.variant);
  if (variant === undefined) return null;
  const clean = (line: string): string =>
    line
      .replaceAll(/^\s*(?:[-*+>]|#{1,6}|\d+[.)])\s+(?:\[[ xX]\]\s+)?/g, '')
      .replaceAll('**', '')
      .replaceAll(/^\s*\|\s*|\s*\|\s*$/g, '')
      .replaceAll(/\s*\|\s*/g, ' · ');
  return (
    <section>
      <h3>{t('passport.differencesOf', { variant: variant.name })}</h3>
      {section.kind === 'added' && <p className="passport-difference">{t('passport.onlyInVariant')}</p>}
      {section.kind !== 'added' && section.differences.length === 0 && <p className="dim">{t('passport.asBase')}</p>}
      {section.differences.map(({ gone, fresh }) => (
        <p key={`${gone.join('\n')}→${fresh.join('\n')}`} className="passport-difference">
          {fresh.length > 0 ? clean(fresh[0] ?? '') : <s>{clean(gone[0] ?? '')}</s>}
          {Math.max(gone.length, fresh.length) > 1 && (
            <span className="dim small"> {t('passport.lines', { count: Math.max(gone.length, fresh.length) })}</span>
          )}
        </p>
      ))}
    </section>
  );
}

function DocumentLine({
  document,
  mayRemove,
  onOpen,
}: Readonly<{ document: SectionDocument; mayRemove: boolean; onOpen: () => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const { id, name, version, file } = document;
  return (
    <li>
      <button type="button" className="passport-document" disabled={file === null} onClick={onOpen}>
        <span className="passport-thumb">{file !== null && <Thumb file={file} sign={18} />}</span>
        <span className="grow cut">{name}</span>
        {file !== null && <WhereSign where={file.where} />}
        <span className="dim num">v{version}</span>
      </button>
      {mayRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('passport.removeDocument', { name })}
          onClick={() => void mutate(rowDelete, { table: 'passport_documents', id, deletionId: newId() })}
        >
          <IconX size={15} />
        </ActionIcon>
      )}
    </li>
  );
}

/** Documents of the section, and of what it stands in place of. */
function Documents({ section }: Row): ReactNode {
  const { t } = useWords();
  const { row, base } = section;
  const sectionIds = [row.id, ...(base === null || base.id === row.id ? [] : [base.id])];
  const documents = useQuery(sectionDocuments, { sectionIds }).data ?? [];
  const mayEdit = useCan('performances.edit');
  const [open, setOpen] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const files = documents.flatMap(({ id, file, name, version }) =>
    file === null ? [] : [{ key: id, file, note: `${name} · v${version}` }],
  );
  return (
    <section>
      <h3>
        {t('passport.documents')}
        {mayEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label={t('passport.addDocument')}
            onClick={() => setAdding(true)}
          >
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </h3>
      {documents.length === 0 && <p className="dim">{t('passport.noDocuments')}</p>}
      <ol className="passport-documents">
        {documents.map((document) => (
          <DocumentLine key={document.id} document={document} mayRemove={mayEdit} onOpen={() => setOpen(document.id)} />
        ))}
      </ol>
      {open !== undefined && (
        <ViewerDialog files={files} open={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
      )}
      {isAdding && <AddDocument sectionId={row.id} order={documents.length} onClose={() => setAdding(false)} />}
    </section>
  );
}

function History({ section }: Row): ReactNode {
  const { t, language } = useWords();
  const history = useQuery(sectionHistory, { id: section.row.id, most: 1 }).data;
  const [isOpen, setOpen] = useState(false);
  const last = history?.[0];
  return (
    <section>
      <h3>{t('passport.history')}</h3>
      {last === undefined && history !== undefined && <p className="dim">{t('passport.noHistory')}</p>}
      {last !== undefined && (
        <p>
          {last.by}, {formatMoment(last.at, language)}
          <span className="small block dim">
            {last.lines !== null &&
              `${t('passport.lines', { count: Math.max(last.lines.added, last.lines.removed) })} · `}
            <button type="button" className="plain-link passport-what" onClick={() => setOpen(true)}>
              {t('passport.whatChanged')}
            </button>
          </span>
        </p>
      )}
      {isOpen && <SectionHistory section={section.row} onClose={() => setOpen(false)} />}
    </section>
  );
}

export function SectionSide(props: Props): ReactNode {
  const { t } = useWords();
  const { section } = props;
  return (
    <aside className="passport-side scroll-column" tabIndex={0} aria-label={t('passport.about')}>
      <section>
        <h3>{t('passport.answers')}</h3>
        <Responsible section={section.row} />
        <Checked section={section} />
      </section>
      <Differences {...props} />
      <Documents section={section} />
      <History section={section} />
    </aside>
  );
}
