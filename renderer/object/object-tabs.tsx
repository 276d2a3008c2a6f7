/** The parts of an object, one at a time; which one stands in the address. */
import { ScrollArea, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TabAddress } from './tab-search.ts';

export interface ObjectTab {
  readonly key: string;
  readonly word: string;
  readonly body: ReactNode;
}

type Props = Readonly<{ tabs: readonly ObjectTab[]; address: TabAddress }>;

export function ObjectTabs({ tabs, address }: Props): ReactNode {
  const known = tabs.some(({ key }) => key === address.tab);
  return (
    <Tabs
      value={known ? (address.tab ?? null) : (tabs[0]?.key ?? null)}
      onChange={(key) => {
        if (key !== null) address.open(key);
      }}
      className="object-tabs"
      keepMounted={false}
    >
      <Tabs.List px="md">
        {tabs.map(({ key, word }) => (
          <Tabs.Tab key={key} value={key} px="xs">
            {word}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <ScrollArea flex={1} p="md" viewportProps={{ tabIndex: 0 }}>
        {tabs.map(({ key, body }) => (
          <Tabs.Panel key={key} value={key}>
            {body}
          </Tabs.Panel>
        ))}
      </ScrollArea>
    </Tabs>
  );
}
