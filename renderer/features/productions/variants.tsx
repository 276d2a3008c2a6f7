/** Variants of a production: which one is looked at, how much differs there, and how they are called. */
import { ActionIcon, Button, Group, Menu, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ProductionHead, VariantView } from '../../../shared/features/productions/queries.ts';
import { rowCreate, rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useDeletions } from '../../store/deletion-store.ts';

/** Of a variant: sections, lines, things and lists that are otherwise there. */
export const differencesOf = ({ sections, lines, things, checklists }: VariantView): number =>
  sections + lines + things + checklists;

const BASE = 'base';

type SwitchProps = Readonly<{
  head: ProductionHead;
  variant: string | null;
  onTurn: (variant: string | null) => void;
}>;

/** Beside each other where there are few; a list where there are many, or no room. Nothing without variants. */
export function VariantSwitch({ head, variant, onTurn }: SwitchProps): ReactNode {
  const { t } = useWords();
  const { variants } = head;
  if (variants.length === 0) return null;
  const label = (each: VariantView): string => {
    const count = differencesOf(each);
    return count === 0 ? each.name : `${each.name} · ${t('productions.differs', { count })}`;
  };
  return (
    <div className="production-variants" data-many={variants.length > 2}>
      <div className="production-segments" role="group" aria-label={t('productions.variants')}>
        <button type="button" aria-pressed={variant === null} onClick={() => onTurn(null)}>
          {t('productions.base')}
        </button>
        {variants.map((each) => (
          <button key={each.id} type="button" aria-pressed={variant === each.id} onClick={() => onTurn(each.id)}>
            {each.name}
            {differencesOf(each) > 0 && (
              <span className="num"> {t('productions.differs', { count: differencesOf(each) })}</span>
            )}
          </button>
        ))}
      </div>
      <Select
        className="production-variant-choice"
        size="xs"
        aria-label={t('productions.variant')}
        allowDeselect={false}
        data={[
          { value: BASE, label: t('productions.base') },
          ...variants.map((each) => ({ value: each.id, label: label(each) })),
        ]}
        value={variant ?? BASE}
        onChange={(value) => onTurn(value === BASE ? null : value)}
      />
    </div>
  );
}

type NameProps = Readonly<{ performanceId: string; variant: VariantView | undefined; onClose: () => void }>;

/** A new variant gets its name; one that is there another. */
export function VariantName({ performanceId, variant, onClose }: NameProps): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [name, setName] = useState(variant?.name ?? '');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    const isDone =
      variant === undefined
        ? await mutate(rowCreate, {
            table: 'performance_variants',
            id: newId(),
            values: { performance_id: performanceId, name: wanted },
          })
        : await mutate(rowUpdate, {
            table: 'performance_variants',
            id: variant.id,
            changes: { name: wanted },
            seen: { name: variant.name },
          });
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={t(variant === undefined ? 'productions.newVariant' : 'productions.renameVariant').replace('…', '')}
      onClose={onClose}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('productions.variantName')}
            value={name}
            maxLength={100}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {variant === undefined && (
            <Text size="sm" c="dimmed">
              {t('productions.variantHint')}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''}>
              {t(variant === undefined ? 'common.create' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function VariantMenu({ variant, onRename }: Readonly<{ variant: VariantView; onRename: () => void }>): ReactNode {
  const { t } = useWords();
  const mayDelete = useCan('rows.delete');
  const askToDelete = useDeletions((deletions) => deletions.askToDelete);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${t('productions.variantActs')} «${variant.name}»`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
          {t('productions.renameVariant')}
        </Menu.Item>
        {mayDelete && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => askToDelete({ table: 'performance_variants', id: variant.id })}
          >
            {t('productions.deleteVariant')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** All variants of a production: what differs in each, by kind. */
export function VariantList({ head }: Readonly<{ head: ProductionHead }>): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('performances.edit');
  const [renamed, setRenamed] = useState<VariantView>();
  const [isNew, setNew] = useState(false);
  const said = (each: VariantView): string =>
    [
      each.sections > 0 ? t('productions.sections', { count: each.sections }) : '',
      each.lines > 0 ? t('productions.lines', { count: each.lines }) : '',
      each.things > 0 ? t('productions.thingsCount', { count: each.things }) : '',
      each.checklists > 0 ? t('productions.lists', { count: each.checklists }) : '',
    ]
      .filter((part) => part !== '')
      .join(', ');
  return (
    <section aria-label={t('productions.variants')}>
      <h3>{t('productions.variants')}</h3>
      {head.variants.length === 0 && <p className="dim">{t('productions.noVariants')}</p>}
      <ul className="production-lines">
        {head.variants.map((each) => (
          <li key={each.id} data-testid="variant">
            <div className="grow">
              <b>{each.name}</b>
              <p className="dim small">
                {said(each) === '' ? t('productions.differsNot') : said(each)}
                {each.events > 0 && ` · ${t('productions.evenings', { count: each.events })}`}
              </p>
              {each.note !== null && <p className="small">{each.note}</p>}
            </div>
            {mayEdit && <VariantMenu variant={each} onRename={() => setRenamed(each)} />}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Button variant="default" size="compact-sm" onClick={() => setNew(true)}>
          {t('productions.newVariant')}
        </Button>
      )}
      {isNew && <VariantName performanceId={head.production.id} variant={undefined} onClose={() => setNew(false)} />}
      {renamed !== undefined && (
        <VariantName performanceId={head.production.id} variant={renamed} onClose={() => setRenamed(undefined)} />
      )}
    </section>
  );
}
