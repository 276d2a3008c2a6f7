/** Notes of an evening by department, and what becomes of them: a task or a fault, with one key. */
import { IconAlertTriangle, IconChecklist } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import type { EveningNote } from '../../../shared/features/show/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { noteMakeFault, noteMakeTask } from '../../../shared/mutations/report-mutations.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { Thumb } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { type Doing, type Shown, toneOf } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { useEveningKeys } from './use-note-keys.ts';

type Props = Readonly<{ note: EveningNote; zone: string; doing: Doing }>;

function Became({ note }: Readonly<{ note: EveningNote }>): ReactNode {
  const { t, language } = useWords();
  const { task, fault } = note;
  return (
    <>
      {task !== null && (
        <button type="button" className="sh-btn" data-quiet onClick={() => openRecord('tasks', task.id)}>
          {t('show.task', { status: statusName(task.status, language, tableOf('tasks').columns['status']) })}
        </button>
      )}
      {fault !== null && (
        <button type="button" className="sh-btn" data-quiet onClick={() => openRecord('faults', fault.id)}>
          {t('show.faultMade', { status: statusName(fault.status, language, tableOf('faults').columns['status']) })}
        </button>
      )}
    </>
  );
}

function Note({ note, zone, doing }: Props): ReactNode {
  const { t, language } = useWords();
  const mayTask = useCan('tasks.edit') && note.task === null;
  const mayFault = useCan('faults.report') && note.fault === null;
  const row = useRef<HTMLLIElement>(null);
  const makeTask = (): void => void (mayTask && doing.act(noteMakeTask, { noteId: note.id, taskId: newId() }));
  const makeFault = (): void => void (mayFault && doing.act(noteMakeFault, { noteId: note.id, faultId: newId() }));
  useEveningKeys(row, { KeyT: makeTask, KeyD: makeFault });
  const about = [
    ...(note.at === null ? [] : [clockIn(note.at, zone, language)]),
    ...(note.scene === null ? [] : [note.scene]),
    ...(note.thing === null ? [] : [note.thing.name]),
    ...(note.kind === 'note' ? [] : [t(`show.severity.${note.severity}`)]),
    ...(note.by === null ? [] : [note.by]),
    ...(note.isPending ? [t('show.onlyHere')] : []),
  ];
  return (
    <li className="sh-note" ref={row} data-severity={note.severity} data-testid="show-note">
      <div className="grow">
        <div className="sh-note-text">
          {note.isAddendum && <span className="sh-tag">{t('show.addendum')} </span>}
          {note.text}
        </div>
        <div className="sh-cap num">{about.join(' · ')}</div>
      </div>
      {note.photos.map((photo) => (
        <span key={photo.sha256} className="sh-thumb">
          <Thumb file={photo} />
        </span>
      ))}
      <div className="sh-note-do">
        <Became note={note} />
        {mayTask && (
          <button type="button" className="sh-btn" aria-keyshortcuts="T" onClick={makeTask}>
            <IconChecklist size={18} aria-hidden /> <span>{t('show.makeTask')}</span> <kbd className="kbd">T</kbd>
          </button>
        )}
        {mayFault && (
          <button type="button" className="sh-btn" aria-keyshortcuts="D" onClick={makeFault}>
            <IconAlertTriangle size={18} aria-hidden /> <span>{t('show.makeFault')}</span> <kbd className="kbd">D</kbd>
          </button>
        )}
      </div>
    </li>
  );
}

function NoteList({
  notes,
  zone,
  doing,
  none,
}: Readonly<{ notes: readonly EveningNote[]; zone: string; doing: Doing; none: string }>): ReactNode {
  if (notes.length === 0) return <p className="dim sh-none">{none}</p>;
  return (
    <ul className="sh-notes">
      {notes.map((note) => (
        <Note key={note.id} note={note} zone={zone} doing={doing} />
      ))}
    </ul>
  );
}

/** What happened, who stood in, and notes by department. */
export function ReportNotes({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const { zone } = evening.event;
  const of = (kinds: readonly EveningNote['kind'][]): readonly EveningNote[] =>
    evening.notes.filter(({ kind }) => kinds.includes(kind));
  const declined = evening.calls.filter(({ answer }) => answer === 'declined');
  const notes = of(['note']);
  const groups = [{ id: null, name: t('show.noDepartment'), code: '' }, ...evening.departments]
    .map((department) => ({
      ...department,
      notes: notes.filter(({ departmentId }) => departmentId === department.id),
    }))
    .filter((group) => group.notes.length > 0);
  return (
    <>
      <section className="sh-section" aria-label={t('show.incidents')}>
        <h2>{t('show.incidents')}</h2>
        <NoteList
          notes={of(['incident', 'accident', 'delay'])}
          zone={zone}
          doing={doing}
          none={t('show.noIncidents')}
        />
      </section>
      <section className="sh-section" aria-label={t('show.replacements')}>
        <h2>{t('show.replacements')}</h2>
        {declined.map(({ id, function: as, employee }) => (
          <p key={id} className="sh-declined">
            {t('show.declined', { function: as, name: employee ?? '' })}
          </p>
        ))}
        {(declined.length === 0 || of(['replacement']).length > 0) && (
          <NoteList notes={of(['replacement'])} zone={zone} doing={doing} none={t('show.noReplacements')} />
        )}
      </section>
      <section className="sh-section" aria-label={t('show.notes')}>
        <h2>{t('show.notes')}</h2>
        {groups.length === 0 && <p className="dim sh-none">{t('show.noNotes')}</p>}
        {groups.map((group) => (
          <div key={group.id ?? ''} className="sh-note-group" data-tone={toneOf(group.code, group.name)}>
            <h3>
              <i className="sh-dept-mark" aria-hidden /> {group.name}
            </h3>
            <NoteList notes={group.notes} zone={zone} doing={doing} none="" />
          </div>
        ))}
      </section>
    </>
  );
}
