/** The box before a row, a group, or everything. Keys reach it through the list, which holds the focus. */
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';

type Props = Readonly<{
  state: boolean | 'some';
  label: string;
  onToggle: (event: MouseEvent) => void;
}>;

export function Tick({ state, label, onToggle }: Props): ReactNode {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state === 'some' ? 'mixed' : state}
      aria-label={label}
      tabIndex={-1}
      className="list-tick"
      onClick={(event) => {
        event.stopPropagation();
        onToggle(event);
      }}
    >
      <span className="list-box" aria-hidden>
        {state === true && <IconCheck size={12} stroke={3} />}
        {state === 'some' && <IconMinus size={12} stroke={3} />}
      </span>
    </button>
  );
}
