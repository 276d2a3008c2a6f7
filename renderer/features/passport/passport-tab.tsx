/** The passport of a production: sections by department, one of them as a page, and what belongs to it. */
import { Button } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { type Passport, passportOf } from '../../../shared/features/passport/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePrintTarget } from '../paper/paper-store.ts';
import type { ProductionTabProps } from '../productions/production-tabs.ts';
import { NewSection } from './new-section.tsx';
import './passport.css';
import { type PassportPlace, placeOf, turnTo } from './passport-address.ts';
import { arrange, findSection, inOrder } from './passport-model.ts';
import { passportTarget } from './passport-paper.ts';
import { ReadingView } from './reading-view.tsx';
import { SectionList } from './section-list.tsx';
import { SectionPage } from './section-page.tsx';
import { SectionSide } from './section-side.tsx';
import { usePassportKeys } from './use-passport-keys.ts';

type Props = Readonly<{ passport: Passport; place: PassportPlace }>;

function Empty({ passport, onAdd }: Readonly<{ passport: Passport; onAdd: () => void }>): ReactNode {
  const { t } = useWords();
  const mayAdd = passport.mayAddGeneral || passport.departments.some((each) => each.mayAdd);
  return (
    <EmptyState
      icon={<IconFileText size={40} stroke={1.2} />}
      title={t('passport.empty')}
      hint={t(mayAdd ? 'passport.emptyHint' : 'passport.emptyReadOnly')}
    >
      {mayAdd && (
        <Button leftSection={<IconPlus size={16} />} onClick={onAdd}>
          {t('passport.addSection')}
        </Button>
      )}
    </EmptyState>
  );
}

function PassportOf({ passport, place }: Props): ReactNode {
  const { t } = useWords();
  // A variant that was deleted meanwhile is not looked at any more.
  const variant = passport.variants.find(({ id }) => id === place.variant) ?? null;
  const groups = useMemo(() => arrange(passport, variant?.id ?? null), [passport, variant?.id]);
  const sections = useMemo(() => inOrder(groups), [groups]);
  const open = findSection(sections, place.section);
  const [isAdding, setAdding] = useState(false);
  const [isEditing, setEditing] = useState<string>();
  const here: PassportPlace = { ...place, variant: variant?.id ?? null, section: open?.row.id ?? null };
  const turn = (section: string, isQuiet = true): void => turnTo({ ...here, section, isRead: false }, isQuiet);
  usePrintTarget(
    passportTarget(passport.title, here, {
      chosen: t('passport.printOne', { title: open?.row.title ?? '' }),
      all: t('passport.printAll'),
    }),
  );
  usePassportKeys({
    isOff: place.isRead || isEditing !== undefined || isAdding,
    onStep: (by) => {
      const at = sections.findIndex(({ row }) => row.id === open?.row.id);
      const next = sections[at + by];
      if (next !== undefined) turn(next.row.id);
    },
    onRead: () => turnTo({ ...here, isRead: true }),
    onEdit: () => {
      if (open?.row.mayWrite === true) setEditing(open.row.id);
    },
  });
  if (place.isRead && open !== undefined)
    return <ReadingView passport={passport} sections={sections} open={open} place={here} />;
  const adding = isAdding && (
    <NewSection
      passport={passport}
      place={here}
      departmentId={open?.row.department_id ?? null}
      onClose={() => setAdding(false)}
      onCreated={(id) => {
        setAdding(false);
        turn(id);
        setEditing(id);
      }}
    />
  );
  if (open === undefined)
    return (
      <>
        <Empty passport={passport} onAdd={() => setAdding(true)} />
        {adding}
      </>
    );
  return (
    <div className="passport" data-testid="passport">
      <SectionList passport={passport} groups={groups} open={open} onOpen={turn} onAdd={() => setAdding(true)} />
      <div className="passport-main">
        <SectionPage
          key={open.row.id}
          passport={passport}
          place={here}
          section={open}
          isEditing={isEditing === open.row.id}
          onEdit={(isOn) => setEditing(isOn ? open.row.id : undefined)}
          onReplaced={(id) => {
            turn(id);
            setEditing(id);
          }}
        />
        <SectionSide key={`side ${open.row.id}`} place={here} passport={passport} section={open} />
      </div>
      {adding}
    </div>
  );
}

export function PassportTab({ performanceId, variant, part }: ProductionTabProps): ReactNode {
  const { data, failure } = useQuery(passportOf, { performanceId });
  if (failure !== undefined && data === undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  if (data === null) return null;
  return <PassportOf key={performanceId} passport={data} place={placeOf(performanceId, variant, part)} />;
}
