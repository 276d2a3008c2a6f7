/** Sections by department; each says how much of it differs in the variant. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Passport } from '../../../shared/features/passport/queries.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { formatNumber } from '../../lib/format.ts';
import type { DepartmentGroup, PlacedSection } from './passport-model.ts';

type Props = Readonly<{
  passport: Passport;
  groups: readonly DepartmentGroup[];
  open: PlacedSection;
  onOpen: (id: string) => void;
  onAdd: () => void;
}>;

function Line({
  section,
  isOpen,
  onOpen,
}: Readonly<{ section: PlacedSection; isOpen: boolean; onOpen: () => void }>): ReactNode {
  const { t, language } = useWords();
  const { row, kind, differences, doubles } = section;
  const count = differences.length;
  return (
    <li>
      <button type="button" className="passport-line" aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
        <span className="grow">{row.title}</span>
        {doubles.length > 0 && (
          <IconAlertTriangle size={15} className="passport-double" role="img" aria-label={t('passport.isDouble')} />
        )}
        {kind === 'added' && <span className="passport-differs small">{t('passport.isNew')}</span>}
        {count > 0 && (
          <span className="passport-differs num" aria-label={t('passport.differences', { count })}>
            {formatNumber(count, language)}
          </span>
        )}
      </button>
    </li>
  );
}

export function SectionList({ passport, groups, open, onOpen, onAdd }: Props): ReactNode {
  const { t } = useWords();
  const mayAdd = passport.mayAddGeneral || passport.departments.some((each) => each.mayAdd);
  return (
    <nav className="passport-sections" aria-label={t('passport.sections')}>
      {groups.map(({ department, sections }) => (
        <section key={department?.id ?? ''}>
          <h3>
            <DepartmentMark code={department?.code ?? null} />
            {department?.name ?? t('passport.general')}
          </h3>
          <ul>
            {sections.map((section) => (
              <Line
                key={section.row.id}
                section={section}
                isOpen={section.row.id === open.row.id}
                onOpen={() => onOpen(section.row.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      {mayAdd && (
        <div className="passport-add">
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            justify="flex-start"
            leftSection={<IconPlus size={16} />}
            onClick={onAdd}
          >
            {t('passport.addSection')}
          </Button>
        </div>
      )}
    </nav>
  );
}
