/** One template: its fields on the left, on the right the label as it comes out, drawn anew with every stroke. */
import { Alert, Box, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCopy, IconStar, IconStarOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { LabelTemplate } from '../../../shared/features/labels/queries.ts';
import type { LabelsAsked } from '../../../shared/ipc/label-contract.ts';
import {
  type LabelDesign,
  type LabelKind,
  labelDesignSchema,
  labelKinds,
  readDesign,
} from '../../../shared/labels/label-design.ts';
import { type PresetKey, presetDesign } from '../../../shared/labels/presets.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { labelTemplateClearDefault, labelTemplateMakeDefault } from '../../../shared/mutations/template-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { TemplateButtons } from '../../components/template-buttons.tsx';
import { TemplateMeanwhile } from '../../components/template-meanwhile.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDeletions } from '../../store/deletion-store.ts';
import { useMayDelete } from '../records/record-inspector.tsx';
import { DesignFields } from './design-fields.tsx';
import { alone } from './label-picture.tsx';
import { LineFields } from './line-fields.tsx';
import { SheetPicture } from './sheet-picture.tsx';
import { usePreview } from './use-preview.ts';
import { useTemplateDraft } from './use-template-draft.ts';

/** Shows what labels of the design look like: a usual one, one that strains it, and its sheet. */
function Sample({ design, kind }: Readonly<{ design: LabelDesign | undefined; kind: LabelKind }>): ReactNode {
  const { t, language } = useWords();
  const of = (sheet: number): LabelsAsked | undefined =>
    design === undefined
      ? undefined
      : {
          label: { design },
          targets: { kind: 'sample', of: kind },
          startAt: 1,
          copies: 1,
          shift: { x: 0, y: 0 },
          language,
          sheet,
        };
  const { preview } = usePreview(of(0));
  // Of a roll the second label is the second sheet.
  const next = usePreview(of(1)).preview;
  if (preview === undefined || next === undefined) return <div className="label-desk label-beside" />;
  const isSheet = preview.slots.length > 1;
  const strained = preview.labels.length > 1 ? alone(preview, 1) : next.sheets > 1 ? alone(next, 0) : undefined;
  return (
    <div className="label-desk label-beside">
      <SheetPicture preview={alone(preview, 0)} />
      {strained !== undefined && <SheetPicture preview={strained} />}
      <Text size="xs" c="dimmed" className="num">
        {preview.label.width} × {preview.label.height} {t('labels.mm')}
      </Text>
      {isSheet && <SheetPicture preview={preview} />}
    </div>
  );
}

type PresetProps = Readonly<{
  preset: PresetKey;
  onDuplicate: (name: string, kind: LabelKind, design: LabelDesign) => void;
}>;

export function PresetPanel({ preset, onDuplicate }: PresetProps): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('inventory.edit');
  const [kind, setKind] = useState<LabelKind>('item');
  const design = presetDesign(preset, kind);
  const name = t(`labels.preset.${preset}`);
  return (
    <section className="label-editor" aria-label={name}>
      <Stack gap="md">
        <Text fw={560} size="lg">
          {name}
        </Text>
        <SegmentedControl
          aria-label={t('labels.kind')}
          data={labelKinds.map((each) => ({ value: each, label: t(`labels.kind.${each}`) }))}
          value={kind}
          onChange={(value) => setKind(labelKinds.find((each) => each === value) ?? 'item')}
        />
        <Text c="dimmed">{t(mayEdit ? 'labels.readyHint' : 'labels.noRight')}</Text>
        {mayEdit && (
          <Group>
            <Button leftSection={<IconCopy size={16} />} onClick={() => onDuplicate(name, kind, design)}>
              {t('labels.duplicate')}
            </Button>
          </Group>
        )}
      </Stack>
      <Sample design={design} kind={kind} />
    </section>
  );
}

type EditorProps = Readonly<{
  template: LabelTemplate;
  /** The default of its kind. */
  main: LabelTemplate | undefined;
  onDuplicate: (name: string, design: LabelDesign) => void;
  onGone: () => void;
}>;

function Acts({ template, main, design, onDuplicate }: EditorProps & Readonly<{ design: LabelDesign }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayDelete = useMayDelete('label_templates');
  const askToDelete = useDeletions((state) => state.askToDelete);
  const { id, name, isDefault } = template;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="compact-md"
        leftSection={isDefault ? <IconStarOff size={16} /> : <IconStar size={16} />}
        onClick={() =>
          void (isDefault
            ? mutate(labelTemplateClearDefault, { id })
            : mutate(labelTemplateMakeDefault, { id, ...(main === undefined ? {} : { before: main.id }) }))
        }
      >
        {t(isDefault ? 'labels.clearDefault' : 'labels.makeDefault')}
      </Button>
      <TemplateButtons
        copy={{ label: t('labels.duplicate'), onClick: () => onDuplicate(t('labels.copyOf', { name }), design) }}
        remove={
          mayDelete
            ? { label: t('labels.deleteTemplate'), onClick: () => askToDelete({ table: 'label_templates', id }) }
            : undefined
        }
      />
    </Group>
  );
}

/** What is wrong with a design as it is typed, in words. */
function useProblem(design: LabelDesign): string | undefined {
  const { t } = useWords();
  const read = labelDesignSchema.safeParse(design);
  if (read.success) return undefined;
  const where = read.error.issues[0]?.path[0];
  return where === 'columns' || where === 'rows' || where === 'padding'
    ? t(`labels.problem.${where}`)
    : t('labels.problem.other');
}

export function TemplateEditor(props: EditorProps): ReactNode {
  const { t } = useWords();
  const design = readDesign(props.template.content);
  if (design === undefined)
    return (
      <section className="label-editor">
        <Alert color="orange">{t('labels.newer')}</Alert>
      </section>
    );
  return <Editor {...props} design={design} />;
}

function Editor(props: EditorProps & Readonly<{ design: LabelDesign }>): ReactNode {
  const { template, design } = props;
  const { t } = useWords();
  const mutate = useMutate();
  const mayEdit = useCan('inventory.edit');
  const { shown: mine, seen, isChanged, isMeanwhile, put, drop, stay } = useTemplateDraft(template, design);
  const [wantsTheirs, setWantsTheirs] = useState(false);
  const isLooking = wantsTheirs && isMeanwhile;
  const shown = isLooking ? { ...template, design } : mine;
  const problem = useProblem(shown.design);
  const canSave = isChanged && !isLooking && problem === undefined && shown.name.trim() !== '';
  const save = async (): Promise<void> => {
    const changes = { name: shown.name.trim(), kind: shown.kind, content: { ...shown.design } };
    if (await mutate(rowUpdate, { table: 'label_templates', id: template.id, changes, seen })) drop();
  };
  return (
    <section className="label-editor" tabIndex={0} aria-label={template.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) void save();
        }}
        data-testid="template-editor"
      >
        {isMeanwhile && (
          <Box mb="md">
            <TemplateMeanwhile isLooking={isLooking} onLook={setWantsTheirs} onStay={stay} onTake={drop} />
          </Box>
        )}
        {!mayEdit && (
          <Text c="dimmed" mb="md">
            {t('labels.noRight')}
          </Text>
        )}
        <fieldset disabled={!mayEdit || isLooking} className="label-form">
          <Stack gap="md">
            {mayEdit && <Acts {...props} />}
            <DesignFields drafted={shown} onChange={put} />
            <LineFields
              kind={shown.kind}
              lines={shown.design.lines}
              onChange={(lines) => put({ ...shown, design: { ...shown.design, lines } })}
            />
            {problem !== undefined && (
              <Text c="red" size="sm" role="alert">
                {problem}
              </Text>
            )}
            {mayEdit && (
              <Group gap="xs">
                <Button type="submit" disabled={!canSave}>
                  {t('common.save')}
                </Button>
                {isChanged && (
                  <Button variant="default" onClick={drop}>
                    {t('labels.discard')}
                  </Button>
                )}
                {isChanged && (
                  <Text size="sm" c="dimmed">
                    {t('labels.unsaved')}
                  </Text>
                )}
              </Group>
            )}
          </Stack>
        </fieldset>
      </form>
      <Sample design={problem === undefined ? shown.design : undefined} kind={shown.kind} />
    </section>
  );
}
