/** Forms: which ones there are, ours and the theatre's own, and one of them to look at and edit. */
import { Alert } from '@mantine/core';
import { IconFileTypography } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type FormTemplate, formTemplates } from '../../../shared/features/paper/queries.ts';
import { type FormKey, formKeys } from '../../../shared/ipc/paper-contract.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FormList } from './form-list.tsx';
import { OurForm, OwnForm } from './form-panels.tsx';
import '../../components/template-screen.css';
import './forms.css';

const NO_TEMPLATES: readonly FormTemplate[] = [];

/** Makes a template of the theatre's own and turns to it. */
function useBegin(onChoose: (form: string, template: string) => void) {
  const mutate = useMutate();
  return async (form: FormKey, name: string, content: string): Promise<void> => {
    const id = newId();
    const values = { name: name.slice(0, 100), kind: form, content };
    if (await mutate(rowCreate, { table: 'form_templates', id, values })) onChoose(form, id);
  };
}

export function FormsPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const search = useSearch({ from: '/forms' });
  const { data, failure } = useQuery(formTemplates, {});
  const templates = data ?? NO_TEMPLATES;
  const choose = (form?: string, template?: string): void =>
    void navigate({ to: '/forms', search: { form, template } });
  const begin = useBegin(choose);
  const own = templates.find(({ id }) => id === search.template);
  const form = formKeys.find((key) => key === (own?.kind ?? search.form));
  const main = templates.find(({ kind, isDefault }) => kind === form && isDefault);
  return (
    <>
      <PageHeader title={t('nav.forms')} aside={<span className="dim form-hint">{t('forms.hint')}</span>} />
      {failure !== undefined && <FailureState failure={failure} />}
      <div className="template-screen form-screen">
        <FormList templates={templates} form={form} template={own?.id} onChoose={choose} />
        {form === undefined ? (
          own === undefined ? (
            <EmptyState icon={<IconFileTypography size={40} stroke={1.2} />} title={t('forms.choose')} />
          ) : (
            <Alert color="orange" m="md" className="form-newer">
              {t('forms.newer')}
            </Alert>
          )
        ) : own === undefined ? (
          <OurForm key={form} form={form} main={main} onBegin={(name, content) => void begin(form, name, content)} />
        ) : (
          <OwnForm
            key={own.id}
            form={form}
            template={own}
            main={main}
            onBegin={(name, content) => void begin(form, name, content)}
          />
        )}
      </div>
    </>
  );
}
