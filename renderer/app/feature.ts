/**
 * What a feature brings into the shell. Each has `renderer/features/<area>/manifest.ts`; `features.ts` collects them,
 * and nothing else lists pages.
 */
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { PlainKey } from '../../shared/i18n/dictionary.ts';
import type { SyncStatus } from '../../shared/ipc/contract.ts';
import type { PageName } from '../../shared/ipc/pages.ts';
import type { Permission } from '../../shared/rules/permissions.ts';

/** A room in the rail. Ctrl and its place in the rail opens it. */
export interface Room {
  /** Also the key of its word, `nav.<page>`. */
  readonly page: PageName;
  readonly icon: TablerIcon;
  /** The work of the theatre stands above, the house itself below. */
  readonly group: 'work' | 'house';
  /** Within its group, from the top. */
  readonly order: number;
  /** Shown to those who may do one of these; the rules ask again. */
  readonly anyOf?: readonly Permission[];
  /** How much of it waits for the person. */
  readonly waiting?: (status: SyncStatus) => number;
}

/** Something that can be done from anywhere by its name (Ctrl-K). */
export interface Command {
  readonly word: PlainKey;
  readonly icon: TablerIcon;
  /** Offered to those who may do one of these; the rules ask again. */
  readonly anyOf?: readonly Permission[];
  /** Loaded and shown when it is chosen. */
  readonly dialog: ComponentType<Readonly<{ onClose: () => void }>>;
}

/** What `lazyRouteComponent` makes: nothing to load once it is there. */
export interface LaterPart {
  readonly preload?: (() => Promise<void> | undefined) | undefined;
}

/** A manifest. Pages are loaded when somebody turns to them: routes name them by `lazyRouteComponent`. */
export interface Feature<Routes extends readonly object[] = readonly object[]> {
  readonly routes: Routes;
  /** Parts of its pages that are loaded by themselves, made by `lazyRouteComponent` as well. */
  readonly later?: readonly LaterPart[];
  readonly room?: Room;
  readonly commands?: readonly Command[];
}

/** Where a room begins: its page without any of the parts that may follow. */
export const doorOf = (page: PageName): { readonly to: string } => ({ to: `/${page}` });

/** Checks a manifest and keeps the exact types of its routes. */
export const defineFeature = <const Routes extends readonly object[]>(feature: Feature<Routes>): Feature<Routes> =>
  feature;
