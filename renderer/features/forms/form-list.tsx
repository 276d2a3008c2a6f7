/** All forms by what they are about: ours, below it the theatre's own, and which of them is printed. */
import { Badge, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FormTemplate } from '../../../shared/features/paper/queries.ts';
import { formName } from '../../../shared/i18n/form-names.ts';
import { type FormKey, formKeys, formsOf, subjects } from '../../../shared/ipc/paper-contract.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{
  templates: readonly FormTemplate[];
  form: FormKey | undefined;
  /** Undefined: ours. */
  template: string | undefined;
  onChoose: (form: string, template?: string) => void;
}>;

/** Each form once, under the subject that has it first. */
const sections = subjects.map((subject, index) => ({
  subject,
  forms: formsOf[subject].filter(
    (form) => !subjects.slice(0, index).some((earlier) => (formsOf[earlier] as readonly FormKey[]).includes(form)),
  ),
}));

type RowProps = Readonly<{ name: string; isOwn: boolean; isChosen: boolean; isUsed: boolean; onChoose: () => void }>;

function Row({ name, isOwn, isChosen, isUsed, onChoose }: RowProps): ReactNode {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="template-row"
      data-own={isOwn}
      data-testid="form-row"
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <span className="grow">{name}</span>
      {isUsed && (
        <Badge variant="default" tt="none" fw={400}>
          {t('forms.inUse')}
        </Badge>
      )}
    </button>
  );
}

/** The same in a narrow window, where a list has no room beside what is chosen. */
function FormChoice({ templates, form: chosen, template: chosenOwn, onChoose }: Props): ReactNode {
  const { t, language } = useWords();
  const isOurs = (form: FormKey): boolean => !templates.some(({ kind, isDefault }) => kind === form && isDefault);
  const named = (name: string, isPrinted: boolean): string => (isPrinted ? `${name} · ${t('forms.inUse')}` : name);
  const data = sections.map(({ subject, forms }) => ({
    group: t(`forms.of.${subject}`),
    items: forms.flatMap((form) => {
      const own = templates.filter(({ kind }) => kind === form);
      return [
        { value: form, label: named(formName(form, language), own.length > 0 && isOurs(form)) },
        ...own.map(({ id, name, isDefault }) => ({ value: `${form}/${id}`, label: `— ${named(name, isDefault)}` })),
      ];
    }),
  }));
  return (
    <Select
      className="form-choice"
      aria-label={t('forms.list')}
      placeholder={t('forms.choose')}
      allowDeselect={false}
      data={data}
      value={chosen === undefined ? null : chosenOwn === undefined ? chosen : `${chosen}/${chosenOwn}`}
      onChange={(value) => {
        const [form, own] = value?.split('/') ?? [];
        if (form !== undefined) onChoose(form, own);
      }}
    />
  );
}

export function FormList(props: Props): ReactNode {
  return (
    <>
      <FormNav {...props} />
      <FormChoice {...props} />
    </>
  );
}

function FormNav({ templates, form: chosen, template: chosenOwn, onChoose }: Props): ReactNode {
  const { t, language } = useWords();
  const ownRow = ({ id, kind, name, isDefault }: FormTemplate): ReactNode => (
    <Row
      key={id}
      name={name}
      isOwn
      isChosen={id === chosenOwn}
      isUsed={isDefault}
      onChoose={() => onChoose(kind, id)}
    />
  );
  const unknown = templates.filter(({ kind }) => !(formKeys as readonly string[]).includes(kind));
  return (
    <nav className="template-list" aria-label={t('forms.list')}>
      {sections.map(({ subject, forms }) => (
        <section key={subject}>
          <h2>{t(`forms.of.${subject}`)}</h2>
          {forms.map((form) => {
            const own = templates.filter(({ kind }) => kind === form);
            return (
              <div key={form}>
                <Row
                  name={formName(form, language)}
                  isOwn={false}
                  isChosen={form === chosen && chosenOwn === undefined}
                  isUsed={own.length > 0 && !own.some(({ isDefault }) => isDefault)}
                  onChoose={() => onChoose(form)}
                />
                {own.map(ownRow)}
              </div>
            );
          })}
        </section>
      ))}
      {unknown.length > 0 && (
        <section>
          <h2>{t('forms.of.unknown')}</h2>
          {unknown.map(ownRow)}
        </section>
      )}
    </nav>
  );
}
