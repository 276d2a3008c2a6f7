/** A line of the list as it is prepared: how many, in which case, with which note. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { PackingCaseView, PackingLineView } from '../../../shared/ipc/packing-contract.ts';
import { MOST_PIECES } from '../../../shared/ipc/packing-contract.ts';
import { useWords } from '../../i18n/use-words.ts';
import { LineShortage } from '../availability/tour-shortages.tsx';
import { LineSigns } from './remaining-lines.tsx';
import type { Plan } from './use-plan.ts';

type Props = Readonly<{ line: PackingLineView; cases: readonly PackingCaseView[]; plan: Plan }>;

function Quantity({ line, plan }: Omit<Props, 'cases'>): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | number>(line.planned);
  // What was asked for last may not have come back yet: the next change counts from there, or it would count twice.
  const [asked, setAsked] = useState(line.planned);
  const [shown, setShown] = useState(line.planned);
  if (shown !== line.planned) {
    setShown(line.planned);
    setAsked(line.planned);
    setTyped(line.planned);
  }
  const save = async (value: string | number): Promise<void> => {
    const quantity = Number(value);
    if (value === '' || !Number.isInteger(quantity) || quantity < 0) return setTyped(asked);
    if (quantity === asked) return;
    setAsked(quantity);
    if (await plan.set({ ...line, planned: asked }, quantity)) return;
    setAsked(line.planned);
    setTyped(line.planned);
  };
  return (
    <NumberInput
      className="plan-quantity"
      aria-label={t('packing.plannedOf', { name: line.name })}
      min={0}
      max={MOST_PIECES}
      allowDecimal={false}
      allowNegative={false}
      value={typed}
      onChange={setTyped}
      onBlur={() => {
        void save(typed);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void save(typed);
      }}
    />
  );
}

export function PlanLine({ line, cases, plan }: Props): ReactNode {
  const { t } = useWords();
  const canMove = line.planned > line.packed;
  return (
    <li className="plan-line" data-testid="plan-line">
      <div className="name">
        <b title={line.name}>{line.name}</b>
        <span>
          {[
            line.number,
            line.isExtra ? t('packing.extra') : null,
            line.packed > 0 ? t('packing.packedSoFar', { count: line.packed }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <LineSigns line={line} />
        <LineShortage itemId={line.itemId} />
      </div>
      <Quantity line={line} plan={plan} />
      <Select
        className="plan-case"
        aria-label={t('packing.caseOf', { name: line.name })}
        searchable
        allowDeselect={false}
        disabled={!canMove}
        value={line.caseId ?? ''}
        onChange={(id) => {
          void plan.move(line, id === '' ? null : id);
        }}
        data={[
          { value: '', label: t('packing.loose') },
          ...cases.filter(({ id }) => id !== line.itemId).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextInput
        key={line.note ?? ''}
        className="plan-note"
        aria-label={t('packing.noteOf', { name: line.name })}
        placeholder={t('packing.note')}
        defaultValue={line.note ?? ''}
        maxLength={500}
        onBlur={(event) => {
          void plan.note(line, event.currentTarget.value);
        }}
      />
      <button
        type="button"
        className="tap icon"
        aria-label={t('packing.remove', { name: line.name })}
        onClick={() => {
          void plan.remove(line);
        }}
      >
        <IconTrash size={20} aria-hidden />
      </button>
    </li>
  );
}
