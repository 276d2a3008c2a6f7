/** Sections of a passport to be read by whoever shows a production or an evening: the seam for other rooms. */
import { type ReactNode, useMemo } from 'react';
import { passportOf } from '../../../shared/features/passport/queries.ts';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import './passport.css';
import { arrange } from './passport-model.ts';
import { usePictureViewer } from './section-files.tsx';

type Props = Readonly<{
  performanceId: string;
  /** Null: the base. */
  variant: string | null;
  /** Only these departments; without it all. */
  departmentIds?: readonly string[];
}>;

/** Nothing while there are none. */
export function PassportSections({ performanceId, variant, departmentIds }: Props): ReactNode {
  const { t } = useWords();
  const passport = useQuery(passportOf, { performanceId }).data;
  const { show, viewer } = usePictureViewer();
  const groups = useMemo(() => (passport ? arrange(passport, variant) : []), [passport, variant]);
  const shown = groups.filter(({ department }) => departmentIds?.includes(department?.id ?? '') ?? true);
  return (
    <div className="passport-read" data-testid="passport-sections">
      {shown.map(({ department, sections }) => (
        <section key={department?.id ?? ''}>
          <h3>
            <DepartmentMark code={department?.code ?? null} />
            {department?.name ?? t('passport.general')}
          </h3>
          {sections.map(({ row }) => (
            <article key={row.id}>
              <h4>{row.title}</h4>
              <MarkdownView text={row.content} onPicture={show} />
            </article>
          ))}
        </section>
      ))}
      {viewer}
    </div>
  );
}
