/** Templates of labels: the theatre's own and those that come with the program, one of them to look at and edit. */
import { Badge, Button } from '@mantine/core';
import { IconPlus, IconTag, IconTags } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type LabelTemplate, labelTemplates } from '../../../shared/features/labels/queries.ts';
import { type LabelDesign, type LabelKind, labelKinds } from '../../../shared/labels/label-design.ts';
import { presetDesign, presetKeys } from '../../../shared/labels/presets.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useLabels } from '../../store/label-store.ts';
import { ownChoice, presetChoice } from './label-choice.ts';
import { PresetPanel, TemplateEditor } from './template-editor.tsx';
import '../../components/template-screen.css';
import './labels.css';

const NO_TEMPLATES: readonly LabelTemplate[] = [];

type ListProps = Readonly<{
  templates: readonly LabelTemplate[];
  chosen: string | undefined;
  onChoose: (choice: string) => void;
}>;

function TemplateList({ templates, chosen, onChoose }: ListProps): ReactNode {
  const { t } = useWords();
  const row = (choice: string, name: string, mark?: string): ReactNode => (
    <button
      key={choice}
      type="button"
      className="template-row"
      aria-pressed={choice === chosen}
      data-testid="label-template"
      onClick={() => onChoose(choice)}
    >
      <span className="cut grow">{name}</span>
      {mark !== undefined && (
        <Badge variant="default" tt="none" fw={400}>
          {mark}
        </Badge>
      )}
    </button>
  );
  return (
    <nav className="template-list" aria-label={t('labels.list')}>
      {labelKinds.map((kind) => {
        const own = templates.filter((template) => template.kind === kind);
        if (own.length === 0) return null;
        return (
          <section key={kind}>
            <h2>{t(`labels.kind.${kind}`)}</h2>
            {own.map(({ id, name, isDefault }) =>
              row(ownChoice(id), name, isDefault ? t('labels.isDefault') : undefined),
            )}
          </section>
        );
      })}
      {templates.length === 0 && (
        <>
          <h2>{t('labels.ownTemplates')}</h2>
          <p className="dim small label-none">{t('labels.noOwn')}</p>
        </>
      )}
      <h2>{t('labels.presets')}</h2>
      {presetKeys.map((key) => row(presetChoice(key), t(`labels.preset.${key}`)))}
    </nav>
  );
}

/** Makes a template of its own and turns to it. */
function useBegin(onChoose: (choice: string) => void) {
  const mutate = useMutate();
  return async (name: string, kind: LabelKind, content: LabelDesign): Promise<void> => {
    const id = newId();
    const values = { name: name.slice(0, 100), kind, content: { ...content } };
    if (await mutate(rowCreate, { table: 'label_templates', id, values })) onChoose(ownChoice(id));
  };
}

export function LabelsPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { template: chosen } = useSearch({ from: '/labels' });
  const { data, failure } = useQuery(labelTemplates, {});
  const templates = data ?? NO_TEMPLATES;
  const mayEdit = useCan('inventory.edit');
  const print = useLabels((state) => state.ask);
  const choose = (template: string | undefined): void => void navigate({ to: '/labels', search: { template } });
  const begin = useBegin(choose);
  const own = templates.find(({ id }) => ownChoice(id) === chosen);
  const preset = presetKeys.find((key) => presetChoice(key) === chosen);
  return (
    <>
      <PageHeader title={t('nav.labels')}>
        <Button variant="default" leftSection={<IconTags size={16} />} onClick={() => print({ kind: 'blank' })}>
          {t('labels.printBlank')}
        </Button>
        {mayEdit && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void begin(t('labels.newTemplate'), 'item', presetDesign(presetKeys[0], 'item'))}
          >
            {t('labels.newTemplate')}
          </Button>
        )}
      </PageHeader>
      {failure !== undefined && <FailureState failure={failure} />}
      <div className="template-screen label-screen">
        <TemplateList templates={templates} chosen={chosen} onChoose={choose} />
        {own !== undefined && (
          <TemplateEditor
            key={own.id}
            template={own}
            main={templates.find(({ kind, isDefault }) => kind === own.kind && isDefault)}
            onDuplicate={(name, design) => void begin(name, own.kind, design)}
            onGone={() => choose(undefined)}
          />
        )}
        {preset !== undefined && (
          <PresetPanel
            key={preset}
            preset={preset}
            onDuplicate={(name, kind, design) => void begin(name, kind, design)}
          />
        )}
        {own === undefined && preset === undefined && (
          <EmptyState
            icon={<IconTag size={40} stroke={1.2} />}
            title={t('labels.choose')}
            hint={t('labels.chooseHint')}
          />
        )}
      </div>
    </>
  );
}
