/** Who answers for a section, and who stands in. Whoever may edit it says who. */
import { Select } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PassportSection } from '../../../shared/features/passport/queries.ts';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

type Props = Readonly<{ section: PassportSection }>;

/** «СИ» of «Сергей Игнатьев». */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

function Choice({ section, onDone }: Props & Readonly<{ onDone: () => void }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const users = useQuery(recordOptions, { table: 'users' }).data ?? [];
  const choose = async (id: string | null): Promise<void> => {
    await mutate(rowUpdate, {
      table: 'passport_sections',
      id: section.id,
      changes: { responsible_id: id },
      seen: { responsible_id: section.responsible?.id ?? null },
    });
    onDone();
  };
  return (
    <Select
      aria-label={t('passport.answers')}
      searchable
      clearable
      autoFocus
      defaultDropdownOpened
      data={users.map(({ id, label }) => ({ value: id, label }))}
      value={section.responsible?.id ?? null}
      onChange={(id) => void choose(id)}
      onBlur={onDone}
    />
  );
}

export function Responsible({ section }: Props): ReactNode {
  const { t } = useWords();
  const [isChoosing, setChoosing] = useState(false);
  if (isChoosing) return <Choice section={section} onDone={() => setChoosing(false)} />;
  const { responsible, substitutes, mayEdit } = section;
  const inside = (
    <>
      <span className="passport-face" aria-hidden>
        {responsible === null ? <IconUser size={18} /> : initialsOf(responsible.name)}
      </span>
      <span>
        {responsible?.name ?? <span className="dim">{t('passport.nobody')}</span>}
        {substitutes.length > 0 && (
          <span className="dim small block">{t('passport.substitute', { name: substitutes.join(', ') })}</span>
        )}
      </span>
    </>
  );
  return mayEdit ? (
    <button
      type="button"
      className="passport-person"
      title={t('passport.chooseResponsible')}
      onClick={() => setChoosing(true)}
    >
      {inside}
    </button>
  ) : (
    <div className="passport-person">{inside}</div>
  );
}
