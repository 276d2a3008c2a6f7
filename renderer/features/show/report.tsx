/** The report of an evening («рапорт»): it fills itself; who signs it adds what nobody else knows. */
import { IconCircleCheck, IconSignature } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Evening } from '../../../shared/features/show/queries.ts';
import { reportSign } from '../../../shared/mutations/report-mutations.ts';
import { showNote, showReopen } from '../../../shared/mutations/show-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PrintButton } from '../paper/print-button.tsx';
import { type Shown, toneOf } from './evening.ts';
import { clockIn, dayText } from './evening-text.ts';
import { NoteField } from './note-field.tsx';
import { ReportFields } from './report-fields.tsx';
import { ReportNotes } from './report-notes.tsx';
import { ReportTimes } from './report-times.tsx';
import { Underway } from './underway.ts';

function People({ evening }: Readonly<{ evening: Evening }>): ReactNode {
  const { t } = useWords();
  const groups = [...evening.departments, { id: null, name: t('show.noDepartment'), code: '' }]
    .map((department) => ({
      ...department,
      calls: evening.calls.filter(
        ({ departmentId, answer }) => departmentId === department.id && answer !== 'declined',
      ),
    }))
    .filter(({ calls }) => calls.length > 0);
  return (
    <section className="sh-section" aria-label={t('show.people')}>
      <h2>{t('show.people')}</h2>
      {groups.length === 0 && <p className="dim sh-none">{t('show.noPeople')}</p>}
      <div className="sh-people">
        {groups.map(({ id, name, code, calls }) => (
          <div key={id ?? ''} data-tone={toneOf(code, name)}>
            <h3>
              <i className="sh-dept-mark" aria-hidden /> {name}
            </h3>
            <ul>
              {calls.map((call) => (
                <li key={call.id}>
                  {call.employee ?? <i>{t('show.unfilled')}</i>} <span className="dim">{call.function}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Whether it is signed, by whom; and what is left to do with it. */
function Standing({ shown, underway }: Readonly<{ shown: Shown; underway: Underway }>): ReactNode {
  const { t, language } = useWords();
  const { evening, doing } = shown;
  const { event, report } = evening;
  const [isSigning, setSigning] = useState(false);
  const sign = async (): Promise<void> => {
    // What was not kept says so in its place, and nothing is signed without it.
    if (await underway.arrived()) await doing.act(reportSign, { eventId: event.id, seen: 'draft' });
  };
  if (report?.isSigned === true)
    return (
      <div className="sh-standing" data-tone="ok" data-testid="show-standing">
        <IconCircleCheck size={22} aria-hidden />
        <span>
          <b>{t('show.signed')}</b>
          <span className="sh-cap">
            {t('show.signedBy', {
              by: report.signedBy ?? '',
              at: report.signedAt === null ? '' : clockIn(report.signedAt, event.zone, language),
            })}
            {report.alsoSigned.map(
              ({ name, at }) => ` · ${t('show.alsoSigned', { by: name, at: clockIn(at, event.zone, language) })}`,
            )}
            {report.isPending && ` · ${t('show.onlyHere')}`}
          </span>
        </span>
      </div>
    );
  return (
    <div className="sh-standing" data-testid="show-standing">
      <span>
        <b>{t('show.draft')}</b>
        <span className="sh-cap">{t(isSigning ? 'show.signAsk' : 'show.fills')}</span>
      </span>
      {doing.may.report &&
        (isSigning ? (
          <>
            <button
              type="button"
              className="sh-large"
              data-main
              autoFocus
              onClick={() => {
                setSigning(false);
                void sign();
              }}
            >
              {t('show.signDo')}
            </button>
            <button type="button" className="sh-large" data-quiet onClick={() => setSigning(false)}>
              {t('show.cancel')}
            </button>
          </>
        ) : (
          <button type="button" className="sh-large" data-main onClick={() => setSigning(true)}>
            <IconSignature size={22} aria-hidden /> {t('show.sign')}
          </button>
        ))}
    </div>
  );
}

function AddNote({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t } = useWords();
  const { evening, doing } = shown;
  const [isOpen, setOpen] = useState(false);
  const [departmentId, setDepartment] = useState(evening.me.departmentIds[0] ?? '');
  const word = t(evening.report?.isSigned === true ? 'show.addAddendum' : 'show.addNote');
  if (!isOpen)
    return (
      <button type="button" className="sh-btn" onClick={() => setOpen(true)}>
        {word}
      </button>
    );
  return (
    <div className="sh-add-note">
      <label>
        {t('show.noteFor')}{' '}
        <select value={departmentId} onChange={(event) => setDepartment(event.currentTarget.value)}>
          <option value="">{t('show.noDepartment')}</option>
          {evening.departments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <NoteField
        label={t('show.noteText')}
        hint={t('show.noteText')}
        onClose={() => setOpen(false)}
        onSave={(text) => {
          setOpen(false);
          if (text.trim() === '') return;
          const department = departmentId === '' ? null : departmentId;
          void doing.act(showNote, {
            id: newId(),
            eventId: evening.event.id,
            text: text.trim(),
            departmentId: department,
          });
        }}
      />
    </div>
  );
}

export function Report({ shown }: Readonly<{ shown: Shown }>): ReactNode {
  const { t, language } = useWords();
  const { evening, doing } = shown;
  const [underway] = useState(() => new Underway());
  const isFixed = evening.report?.isSigned === true || !doing.may.report;
  const title = evening.production?.title ?? evening.event.title;
  return (
    <article className="sh-report" aria-label={t('show.report')} data-testid="show-report">
      <header className="sh-report-head">
        <h1>{t('show.reportTitle', { title, day: dayText(evening.event.date, language) })}</h1>
        <PrintButton />
        <AddNote shown={shown} />
        {doing.may.run && evening.phase === 'after' && evening.report?.isSigned !== true && (
          <button
            type="button"
            className="sh-btn"
            data-quiet
            onClick={() => void doing.act(showReopen, { eventId: evening.event.id })}
          >
            {t('show.reopen')}
          </button>
        )}
      </header>
      <Standing shown={shown} underway={underway} />
      <ReportFields
        evening={evening}
        doing={doing}
        isFixed={isFixed}
        underway={underway}
        between={
          <>
            {evening.ready !== null && (
              <p className="sh-ready-line">
                {t('show.readyLine')}:{' '}
                {t('show.readyBy', {
                  by: evening.ready.by ?? '',
                  at: clockIn(evening.ready.at, evening.event.zone, language),
                })}
                {evening.ready.reason !== null && `, ${t('show.readyReason', { reason: evening.ready.reason })}`}
              </p>
            )}
            <ReportTimes shown={shown} isFixed={evening.report?.isSigned === true} />
          </>
        }
      />
      <ReportNotes shown={shown} />
      <People evening={evening} />
    </article>
  );
}
