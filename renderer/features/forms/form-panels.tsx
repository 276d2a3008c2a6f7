/** One form to look at: ours, which stays as it is, or one of the theatre's own, which is edited here. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconPencil, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { FormTemplate } from '../../../shared/features/paper/queries.ts';
import { formName } from '../../../shared/i18n/form-names.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import { type FormKey, MOST_TEMPLATE_LETTERS } from '../../../shared/ipc/paper-contract.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { formTemplateClearDefault, formTemplateMakeDefault } from '../../../shared/mutations/template-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { TemplateButtons } from '../../components/template-buttons.tsx';
import { TemplateMeanwhile } from '../../components/template-meanwhile.tsx';
import { ask } from '../../data/use-ask.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { useMayDelete } from '../records/record-inspector.tsx';
import { FormWork, type Standing } from './form-work.tsx';
import { type FormDraft, type FormText, useFormDraft } from './use-form-draft.ts';

type Begin = (name: string, content: string) => void;

type OurProps = Readonly<{
  form: FormKey;
  /** The theatre's own that is printed instead. */
  main: FormTemplate | undefined;
  onBegin: Begin;
}>;

type Known = { readonly source: string } | { readonly failure: Failure };

function useOurs(form: FormKey): Known | undefined {
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    const state = { isOver: false };
    void ask('paper.ours', { form }).then((answer) => {
      if (!state.isOver) setKnown(answer.ok ? { source: answer.value as string } : { failure: answer.failure });
    });
    return () => {
      state.isOver = true;
    };
  }, [form]);
  return known;
}

/** Our form: it can be looked at, and one of the theatre's own be made of it. */
export function OurForm({ form, main, onBegin }: OurProps): ReactNode {
  const { t, language } = useWords();
  const mayEdit = useCan('settings.manage');
  const mutate = useMutate();
  const known = useOurs(form);
  if (known === undefined) return <Loading />;
  if ('failure' in known) return <FailureState failure={known.failure} />;
  const { source } = known;
  const name = formName(form, language);
  return (
    <FormWork form={form} label={name} content={source}>
      {() => (
        <div className="form-head">
          <Text fw={560} size="lg" className="grow">
            {name}
          </Text>
          {mayEdit && main !== undefined && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => void mutate(formTemplateClearDefault, { id: main.id })}
            >
              {t('forms.back')}
            </Button>
          )}
          {mayEdit && (
            <Button
              leftSection={<IconPencil size={16} />}
              onClick={() => onBegin(t('forms.ownName', { form: name }), source)}
            >
              {t('forms.begin')}
            </Button>
          )}
          <Text size="sm" c="dimmed" className="form-wide form-hint">
            {t(mayEdit ? 'forms.oursHint' : 'forms.noRight')}
          </Text>
        </div>
      )}
    </FormWork>
  );
}

type OwnProps = OurProps & Readonly<{ template: FormTemplate }>;

type ActsProps = Pick<OwnProps, 'template' | 'main' | 'onBegin'> & Readonly<{ content: string; mayUse: boolean }>;

function Acts({ template, main, content, mayUse, onBegin }: ActsProps): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayDelete = useMayDelete('form_templates');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const { id, name, isDefault } = template;
  return (
    <Group gap="xs">
      {isDefault ? (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => void mutate(formTemplateClearDefault, { id })}
        >
          {t('forms.back')}
        </Button>
      ) : (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPrinter size={16} />}
          disabled={!mayUse}
          {...(mayUse ? {} : { title: t('forms.useOff') })}
          onClick={() =>
            void mutate(formTemplateMakeDefault, { id, ...(main === undefined ? {} : { before: main.id }) })
          }
        >
          {t('forms.use')}
        </Button>
      )}
      <TemplateButtons
        copy={{ label: t('forms.duplicate'), onClick: () => onBegin(t('forms.copyOf', { name }), content) }}
        remove={
          mayDelete
            ? { label: t('forms.delete'), onClick: () => askToDelete({ table: 'form_templates', id }) }
            : undefined
        }
      />
    </Group>
  );
}

type HeadProps = OwnProps &
  Readonly<{
    draft: FormDraft;
    /** What is shown: what is being edited, or what was saved meanwhile. */
    shown: FormText;
    isLooking: boolean;
    onLook: (isLooking: boolean) => void;
    standing: Standing;
  }>;

function OwnHead({ template, main, onBegin, draft, shown, isLooking, onLook, standing }: HeadProps): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('settings.manage');
  const { seen, isChanged, isMeanwhile, put, drop, stay } = draft;
  const isTooLong = shown.content.length > MOST_TEMPLATE_LETTERS;
  const canSave = isChanged && !isLooking && shown.name.trim() !== '' && !isTooLong;
  const save = async (): Promise<void> => {
    const changes = { name: shown.name.trim(), content: shown.content };
    if (await mutate(rowUpdate, { table: 'form_templates', id: template.id, changes, seen: { ...seen } })) drop();
  };
  return (
    <form
      className="form-head"
      data-testid="form-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
    >
      <TextInput
        label={t('forms.name')}
        value={shown.name}
        maxLength={100}
        disabled={!mayEdit || isLooking}
        className="grow"
        onChange={(event) => put({ name: event.currentTarget.value, content: shown.content })}
      />
      {mayEdit && (
        <Group gap="xs">
          {isChanged && (
            <Button variant="default" onClick={drop}>
              {t('forms.discard')}
            </Button>
          )}
          <Button type="submit" disabled={!canSave}>
            {t('common.save')}
          </Button>
        </Group>
      )}
      {isMeanwhile && (
        <div className="form-wide">
          <TemplateMeanwhile isLooking={isLooking} onLook={onLook} onStay={stay} onTake={drop} />
        </div>
      )}
      <Group gap="xs" className="form-wide">
        {mayEdit ? (
          <Acts
            template={template}
            main={main}
            content={shown.content}
            mayUse={!isChanged && standing === 'made'}
            onBegin={onBegin}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t('forms.noRight')}
          </Text>
        )}
        <Marks isUnsaved={isChanged} isTooLong={isTooLong} />
      </Group>
    </form>
  );
}

function Marks({ isUnsaved, isTooLong }: Readonly<{ isUnsaved: boolean; isTooLong: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <>
      {isUnsaved && (
        <Text size="sm" c="dimmed" role="status">
          {t('forms.unsaved')}
        </Text>
      )}
      {isTooLong && (
        <Text size="sm" c="red" role="alert">
          {t('forms.tooLong', { most: MOST_TEMPLATE_LETTERS })}
        </Text>
      )}
    </>
  );
}

/** One of the theatre's own. */
export function OwnForm(props: OwnProps): ReactNode {
  const { form, template } = props;
  const mayEdit = useCan('settings.manage');
  const draft = useFormDraft(template);
  const [wantsTheirs, setWantsTheirs] = useState(false);
  const isLooking = wantsTheirs && draft.isMeanwhile;
  const shown: FormText = isLooking ? template : draft.shown;
  const onChange = (content: string): void => draft.put({ name: shown.name, content });
  return (
    <FormWork
      form={form}
      label={template.name}
      content={shown.content}
      {...(mayEdit && !isLooking ? { onChange } : {})}
    >
      {(standing) => (
        <OwnHead
          {...props}
          draft={draft}
          shown={shown}
          isLooking={isLooking}
          onLook={setWantsTheirs}
          standing={standing}
        />
      )}
    </FormWork>
  );
}
