/**
 * A template at work: its text on the left with what is wrong with it, on the right the sheet as it comes out, or what
 * a template is given. In a narrow window one of the three.
 */
import { SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { trialSubjects } from '../../../shared/features/paper/queries.ts';
import { languages } from '../../../shared/i18n/language.ts';
import { type FormKey, MOST_TEMPLATE_LETTERS, type TrialOf } from '../../../shared/ipc/paper-contract.ts';
import { madeUrl } from '../../data/content.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { PdfPages } from '../../viewer/pdf-pages.tsx';
import { CodeEditor, type CodeHandle } from './code-editor.tsx';
import { FieldList } from './field-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { type Trial, useTrial } from './use-trial.ts';

/** What came of the text as it stands. */
export type Standing = 'trying' | 'made' | 'wrong';

const panes = ['text', 'sheet', 'fields'] as const;
type Pane = (typeof panes)[number];
const SAMPLE = 'sample';

/** With what it is tried, as somebody chooses it. */
function useWhat(form: FormKey): { readonly of: TrialOf; readonly fields: ReactNode } {
  const { t, language: own } = useWords();
  const { data: subjects = [] } = useQuery(trialSubjects, { form });
  const [subject, setSubject] = useState(SAMPLE);
  const [language, setLanguage] = useState(own);
  const about = subjects[Number(subject)]?.about ?? null;
  return {
    of: { form, about, language },
    fields: (
      <div className="form-with">
        <Select
          label={t('forms.with')}
          allowDeselect={false}
          data={[
            { value: SAMPLE, label: t('forms.withSample') },
            ...subjects.map(({ label }, index) => ({ value: String(index), label })),
          ]}
          value={about === null ? SAMPLE : subject}
          onChange={(value) => setSubject(value ?? SAMPLE)}
        />
        <Select
          label={t('forms.language')}
          allowDeselect={false}
          data={languages.map((each) => ({ value: each, label: t(`paper.languages.${each}`) }))}
          value={language}
          onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'en')}
        />
      </div>
    ),
  };
}

function SheetPane({ trial }: Readonly<{ trial: Trial }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  const { made, tried, failure, isBusy } = trial;
  const note =
    failure !== undefined
      ? said(failure)
      : made !== undefined && !isBusy && tried?.made === null
        ? t('forms.stale')
        : undefined;
  return (
    <div className="form-sheet">
      {note !== undefined && (
        <p className="form-note" role="status">
          {note}
        </p>
      )}
      {made !== undefined && <PdfPages url={madeUrl(made)} label={t('forms.preview')} isSteady />}
    </div>
  );
}

type Props = Readonly<{
  form: FormKey;
  /** What it is called, for whoever does not see it. */
  label: string;
  content: string;
  /** Undefined: it can only be read. */
  onChange?: (content: string) => void;
  /** What stands above it. */
  children: (standing: Standing) => ReactNode;
}>;

export function FormWork({ form, label, content, onChange, children }: Props): ReactNode {
  const { t } = useWords();
  const [pane, setPane] = useState<Pane>('sheet');
  const { of, fields } = useWhat(form);
  const isTooLong = content.length > MOST_TEMPLATE_LETTERS;
  const trial = useTrial(isTooLong ? undefined : { ...of, content });
  const handle = useRef<CodeHandle>(null);
  const text = useRef<HTMLDivElement>(null);
  const hint = useId();
  const { tried, isBusy } = trial;
  const standing: Standing = isBusy || tried === undefined ? 'trying' : tried.made === null ? 'wrong' : 'made';
  return (
    <section className="form-work" data-pane={pane} aria-label={label}>
      {children(standing)}
      <SegmentedControl
        className="form-panes"
        aria-label={t('forms.pane')}
        data={panes.map((each) => ({ value: each, label: t(`forms.pane.${each}`) }))}
        value={pane}
        onChange={(value) => setPane(panes.find((each) => each === value) ?? 'sheet')}
      />
      <div className="form-text" ref={text}>
        <CodeEditor
          value={content}
          onChange={onChange}
          label={t('forms.code')}
          describedBy={hint}
          problems={tried?.problems ?? []}
          handle={handle}
        />
        <p id={hint} className="form-note">
          {t('forms.codeHint')}
        </p>
        <ProblemList
          trial={trial}
          onGo={(line, column) => {
            // In a narrow window the text has to come forth first.
            if (text.current?.offsetParent === null) flushSync(() => setPane('text'));
            handle.current?.goTo(line, column);
          }}
        />
      </div>
      <div className="form-beside">
        {pane === 'fields' ? (
          <FieldList
            of={of}
            {...(onChange === undefined ? {} : { onInsert: (path) => handle.current?.insert(path) })}
          />
        ) : (
          <>
            {fields}
            <SheetPane trial={trial} />
          </>
        )}
      </div>
    </section>
  );
}
