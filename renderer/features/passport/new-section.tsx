/** A new section: its department and what it is called; then it is written. */
import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Passport } from '../../../shared/features/passport/queries.ts';
import { passportAddSection } from '../../../shared/mutations/passport-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { PassportPlace } from './passport-address.ts';

type Props = Readonly<{
  passport: Passport;
  place: PassportPlace;
  /** The one that is likely meant. */
  departmentId: string | null;
  onClose: () => void;
  onCreated: (id: string) => void;
}>;

const GENERAL = 'general';

export function NewSection({ passport, place, departmentId, onClose, onCreated }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const offered = [
    ...(passport.mayAddGeneral ? [{ value: GENERAL, label: t('passport.general') }] : []),
    ...passport.departments.filter(({ mayAdd }) => mayAdd).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const likely = offered.find(({ value }) => value === (departmentId ?? GENERAL)) ?? offered[0];
  const [department, setDepartment] = useState(likely?.value ?? null);
  const [title, setTitle] = useState('');
  const [isOwn, setOwn] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const variant = passport.variants.find(({ id }) => id === place.variant);
  const create = async (): Promise<void> => {
    if (department === null || title.trim() === '' || isBusy) return;
    setBusy(true);
    const id = newId();
    const isSaved = await mutate(passportAddSection, {
      id,
      performanceId: place.performanceId,
      title: title.trim(),
      departmentId: department === GENERAL ? null : department,
      variantId: isOwn ? place.variant : null,
    });
    setBusy(false);
    if (isSaved) onCreated(id);
  };
  return (
    <Dialog onClose={onClose} title={t('passport.addSection')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={t('passport.sectionTitle')}
            placeholder={t('passport.sectionTitleHint')}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            label={t('passport.department')}
            allowDeselect={false}
            data={offered}
            value={department}
            onChange={setDepartment}
          />
          {variant !== undefined && (
            <Checkbox
              label={t('passport.onlyHere', { variant: variant.name })}
              checked={isOwn}
              onChange={(event) => setOwn(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={title.trim() === ''}>
              {t('passport.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
