/**
 * Sides of a conflict that nobody could compare as words: of a long text the lines that differ, of a label its picture.
 */
import { Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { labelTemplates } from '../../../shared/features/labels/queries.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import { readDesign } from '../../../shared/labels/label-design.ts';
import { type ChangedLines, changedLines } from '../../../shared/rules/merge-text.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import './attention.css';

const LabelPicture = lazy(async () => ({ default: (await import('../labels/label-picture.tsx')).LabelPicture }));

type Conflict = AttentionView['conflicts'][number];
type Which = 'base_value' | 'kept_value' | 'other_value';

/** Shorter texts stand there whole. */
const LONG_LINES = 12;

interface Stretch {
  readonly from: number;
  readonly lines: readonly string[];
}

/** What of a side differs from what was there; of what was there, whatever either side changed. */
function stretchesOf(conflict: Conflict, which: Which): readonly Stretch[] | undefined {
  const { base_value: base, kept_value: kept, other_value: other } = conflict;
  if (typeof base !== 'string' || typeof kept !== 'string' || typeof other !== 'string') return undefined;
  if ([base, kept, other].every((text) => text.split('\n').length < LONG_LINES)) return undefined;
  const [inKept, inOther] = [changedLines(base, kept), changedLines(base, other)];
  if (inKept === undefined || inOther === undefined) return undefined;
  if (which === 'base_value') {
    const all = new Map([...inKept, ...inOther].map((each) => [`${each.from} ${each.was.length}`, each]));
    const inOrder = [...all.values()].toSorted((a, b) => a.from - b.from);
    return inOrder.map(({ from, was }) => ({ from, lines: was }));
  }
  const of: readonly ChangedLines[] = which === 'kept_value' ? inKept : inOther;
  return of.map(({ from, now }) => ({ from, lines: now }));
}

function Stretches({ stretches }: Readonly<{ stretches: readonly Stretch[] }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="conflict-lines" data-testid="conflict-lines">
      {stretches.map(({ from, lines }) => (
        <div key={`${from} ${lines.length}`}>
          <Text size="xs" c="dimmed" className="num">
            {t('attention.fromLine', { line: from })}
          </Text>
          {lines.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('attention.noLines')}
            </Text>
          ) : (
            <pre>{lines.join('\n')}</pre>
          )}
        </div>
      ))}
    </div>
  );
}

/** What the label of the template is for is not in its design. */
function LabelSide({ id, content }: Readonly<{ id: string; content: JsonValue }>): ReactNode {
  const { data } = useQuery(labelTemplates, {});
  const design = readDesign(content);
  const kind = data?.find((template) => template.id === id)?.kind ?? 'item';
  if (design === undefined || data === undefined) return null;
  return (
    <Suspense>
      <LabelPicture design={design} kind={kind} />
    </Suspense>
  );
}

/** Undefined: its words say it. */
export function pictureOf(conflict: Conflict, which: Which): ReactNode | undefined {
  const value = conflict[which];
  if (conflict.entity_type === 'label_templates' && conflict.column_name === 'content')
    return readDesign(value) === undefined ? undefined : <LabelSide id={conflict.entity_id} content={value} />;
  const stretches = stretchesOf(conflict, which);
  return stretches === undefined ? undefined : <Stretches stretches={stretches} />;
}
