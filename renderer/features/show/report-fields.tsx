/** What is typed into a report: how many came, and the summary. */
import type { ReactNode } from 'react';
import type { Evening } from '../../../shared/features/show/queries.ts';
import { reportKeep } from '../../../shared/mutations/report-mutations.ts';
import { showNote } from '../../../shared/mutations/show-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Doing } from './evening.ts';
import type { Underway } from './underway.ts';
import { type Kept, useKept } from './use-kept.ts';

type Props = Readonly<{ evening: Evening; doing: Doing; isFixed: boolean; underway: Underway }>;
type FieldProps = Props & Readonly<{ draft: Draft }>;

type NoteProps = Omit<Props, 'underway'> & Readonly<{ field: Kept; asAddendum: (typed: string) => string }>;

/** What was typed and does not stand in the report: an addendum once it is signed; kept now where it was left over. */
function Unkept({ evening, doing, isFixed, field, asAddendum }: NoteProps): ReactNode {
  const { t } = useWords();
  const { unkept } = field;
  if (unkept === undefined || !(isFixed || field.isRestored)) return null;
  const isSigned = evening.report?.isSigned === true;
  const add = async (): Promise<void> => {
    const note = { id: newId(), eventId: evening.event.id, text: asAddendum(unkept), departmentId: null };
    if (await doing.act(showNote, note)) field.giveUp();
  };
  return (
    <div className="sh-unkept" role="group" aria-label={t('show.unkept')} data-testid="show-unkept">
      <p className="sh-cap">{t(isFixed ? 'show.unkept' : 'form.restored')}</p>
      {isFixed && <p className="sh-summary">{unkept}</p>}
      <div className="sh-note-acts">
        {isFixed && isSigned && unkept.trim() !== '' && (
          <button type="button" className="sh-btn" data-main onClick={() => void add()}>
            {t('show.asAddendum')}
          </button>
        )}
        {!isFixed && (
          <button type="button" className="sh-btn" data-main onClick={field.leave}>
            {t('show.save')}
          </button>
        )}
        <button type="button" className="sh-btn" data-quiet onClick={field.giveUp}>
          {t('form.giveUp')}
        </button>
      </div>
    </div>
  );
}

/** What was written over a draft is told as such: somebody else may sign before it arrives. */
const asSeen = (isFixed: boolean): { status?: 'draft' } => (isFixed ? {} : { status: 'draft' });

function Attendance({ draft, ...props }: FieldProps): ReactNode {
  const { evening, doing, isFixed, underway } = props;
  const { t } = useWords();
  const number = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null);
  const stored = String(evening.report?.attendance ?? '');
  const field = useKept({ draft, name: 'attendance', stored, underway }, ({ typed, seen }) => {
    const change = { changes: { attendance: number(typed) }, seen: { attendance: number(seen) } };
    return doing.act(reportKeep, { eventId: evening.event.id, ...change, ...asSeen(isFixed) });
  });
  return (
    <>
      <label className="sh-attendance">
        <span>{t('show.attendance')}</span>
        {isFixed ? (
          <b className="num">{evening.report?.attendance ?? t('show.attendanceNone')}</b>
        ) : (
          <input
            className="num"
            inputMode="numeric"
            value={field.value}
            onChange={(event) => field.type(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6))}
            onBlur={field.leave}
          />
        )}
      </label>
      <Unkept {...props} field={field} asAddendum={(typed) => `${t('show.attendance')}: ${typed}`} />
    </>
  );
}

function Summary({ draft, ...props }: FieldProps): ReactNode {
  const { evening, doing, isFixed, underway } = props;
  const { t } = useWords();
  const stored = evening.report?.summary ?? '';
  const field = useKept({ draft, name: 'summary', stored, underway }, ({ typed, seen }) => {
    const change = { changes: { summary: typed }, seen: { summary: seen === '' ? null : seen } };
    return doing.act(reportKeep, { eventId: evening.event.id, ...change, ...asSeen(isFixed) });
  });
  return (
    <section className="sh-section" aria-label={t('show.summary')}>
      <h2>{t('show.summary')}</h2>
      {isFixed ? (
        <p className="sh-summary">{evening.report?.summary ?? '—'}</p>
      ) : (
        <textarea
          className="sh-summary"
          aria-label={t('show.summary')}
          placeholder={t('show.summaryHint')}
          rows={4}
          value={field.value}
          onChange={(event) => field.type(event.currentTarget.value)}
          onBlur={field.leave}
        />
      )}
      <Unkept {...props} field={field} asAddendum={(typed) => typed.trim()} />
    </section>
  );
}

type ReportFieldsProps = Props & Readonly<{ between: ReactNode }>;

/** Attendance and the summary, with what stands `between` them: one draft on this laptop's disk. */
export function ReportFields({ between, ...props }: ReportFieldsProps): ReactNode {
  const draft = useDraft(`report/${props.evening.event.id}`);
  return (
    <>
      <Attendance {...props} draft={draft} />
      {between}
      <Summary {...props} draft={draft} />
    </>
  );
}
