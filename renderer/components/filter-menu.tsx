/** What of a screen is in sight: choices behind one button, which shows by its colour that something is left out. */
import { ActionIcon, Popover, Select, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** One choice; undefined: all of them. */
export interface FilterChoice {
  readonly label: string;
  readonly options: readonly Readonly<{ value: string; label: string }>[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** A few that are in sight together need no search. */
  readonly isShort?: boolean;
}

type Props = Readonly<{
  /** What the button is called. */
  label: string;
  /** What an empty choice says: that all are shown. */
  all: string;
  choices: readonly FilterChoice[];
  /** More that is chosen below; `extra` of it count as chosen. */
  extra?: number;
  children?: ReactNode;
}>;

export function FilterMenu({ label, all, choices, extra = 0, children }: Props): ReactNode {
  const count = choices.filter(({ value }) => value !== undefined).length + extra;
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <ActionIcon variant={count === 0 ? 'default' : 'light'} size={36} aria-label={label} title={label}>
          <IconFilter size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {choices.map((choice) => (
            <Select
              key={choice.label}
              label={choice.label}
              placeholder={all}
              data={choice.options}
              value={choice.value ?? null}
              clearable
              allowDeselect={false}
              searchable={choice.isShort !== true}
              comboboxProps={{ withinPortal: false }}
              onChange={(value) => choice.onChange(value ?? undefined)}
            />
          ))}
          {children}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
