/** The menu of a row. A list has hundreds of them: until one is opened for the first time it is its button alone. */
import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import './row-menu.css';

type Props = Readonly<{
  label: string;
  /** What stands in it; made when it is opened. */
  children: () => ReactNode;
}>;

function OpenedMenu({ label, children }: Props): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  // It stands where the button stood that was pressed: that press is its own, and the focus comes back to it.
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    button.current?.click();
  }, []);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button ref={button} type="button" className="row-menu" aria-label={label}>
          <IconDots size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children()}</Menu.Dropdown>
    </Menu>
  );
}

export function RowMenu(props: Props): ReactNode {
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <OpenedMenu {...props} />;
  return (
    <button
      type="button"
      className="row-menu"
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setAsked(true)}
    >
      <IconDots size={16} aria-hidden />
    </button>
  );
}
