/** The parts of an object, one at a time; which one is open stands in the address. */
import { ScrollArea, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TabAddress } from './tab-search.ts';

export interface ObjectTab {
  readonly key: string;
  readonly word: string;
  readonly body: ReactNode;
  /** How much there is, beside the word. */
  readonly count?: ReactNode;
}

type Props = Readonly<{
  tabs: readonly ObjectTab[];
  address: TabAddress;
  /** On a page of its own the page scrolls; beside a list the part does. */
  isPage?: boolean;
}>;

export function ObjectTabs({ tabs, address, isPage = false }: Props): ReactNode {
  const known = tabs.some(({ key }) => key === address.tab);
  const panels = tabs.map(({ key, body }) => (
    <Tabs.Panel key={key} value={key} {...(isPage ? { pt: 'md' } : {})}>
      {body}
    </Tabs.Panel>
  ));
  return (
    <Tabs
      value={known ? (address.tab ?? null) : (tabs[0]?.key ?? null)}
      onChange={(key) => {
        if (key !== null) address.open(key);
      }}
      className="object-tabs"
      keepMounted={false}
    >
      <Tabs.List px={isPage ? 0 : 'md'}>
        {tabs.map(({ key, word, count }) => (
          <Tabs.Tab key={key} value={key} px="xs">
            {word}
            {count}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {isPage ? (
        panels
      ) : (
        <ScrollArea flex={1} p="md" viewportProps={{ tabIndex: 0 }}>
          {panels}
        </ScrollArea>
      )}
    </Tabs>
  );
}
