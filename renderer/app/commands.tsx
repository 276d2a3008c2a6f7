/**
 * What can be done from anywhere by its name: pages, new things, who works here, how things look. Features bring theirs
 * in their manifests; whoever may not do one is not offered it.
 */
import {
  IconCloudOff,
  IconGridDots,
  IconKey,
  IconLanguage,
  IconLock,
  IconLogout,
  IconMoon,
  IconPlus,
  IconPrinter,
  IconRefresh,
  IconSun,
  IconTable,
  IconTableExport,
  IconTheater,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ComponentType, lazy, type ReactNode } from 'react';
import { tableName } from '../../shared/i18n/names.ts';
import { can, type Permission, SIGNED_IN } from '../../shared/rules/permissions.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { ask } from '../data/use-ask.ts';
import { AccountDialog, type AccountDialogName } from '../features/access/account-dialogs.tsx';
import { askToPrint, useHasPaper } from '../features/paper/paper-store.ts';
import { changeLanguage, useWords } from '../i18n/use-words.ts';
import { go } from '../lib/go.ts';
import { openRecord } from '../lib/open-record.ts';
import { lockNow } from '../lib/use-locking.ts';
import { askForSheet, useHasSheet } from '../sheet/sheet-target.ts';
import { useLook } from '../store/look.ts';
import { type Appearance, useUi } from '../store/ui-store.ts';
import { useSessionInfo, useSyncStatus } from './contexts.ts';
import { doorOf } from './feature.ts';
import { featureCommands, rooms } from './features.ts';

/** What a command opens; it is loaded when it is chosen. */
export type CommandDialog = ComponentType<Readonly<{ onClose: () => void }>>;

/** One thing that can be done, in words. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  readonly icon: TablerIcon;
  /** The same by keys. */
  readonly keys?: string;
  /** Offered before anything is typed. */
  readonly isCommon: boolean;
  /** Goes there or does it; a component is a dialog that asks on. */
  readonly act: (() => void) | { readonly dialog: CommandDialog };
}

/** What this person may do from anywhere. */
export interface Offers {
  readonly pages: readonly Offer[];
  readonly commands: readonly Offer[];
}

const NewRecord = lazy(async () => ({ default: (await import('../features/records/new-record.tsx')).NewRecord }));

const newRowOf =
  (table: TableName): CommandDialog =>
  ({ onClose }) => (
    <NewRecord
      table={table}
      onClose={onClose}
      onCreated={(id) => {
        onClose();
        openRecord(table, id);
      }}
    />
  );
const accountDialog =
  (name: AccountDialogName): CommandDialog =>
  ({ onClose }): ReactNode => <AccountDialog name={name} onClose={onClose} />;

/** Made once: a dialog that is open keeps its component while the list behind it changes. */
const newRows = tableNames
  .filter((name) => tableOf(name).group !== null && tableOf(name).write !== undefined)
  .map((table) => ({ table, dialog: newRowOf(table) }));
const dialogs = { pin: accountDialog('pin'), password: accountDialog('password'), signOut: accountDialog('signOut') };
const LOOKS: readonly (readonly [Appearance, TablerIcon])[] = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['show', IconTheater],
];

/** The pages of the rail, and each table of the records. */
function usePages(may: (anyOf: readonly Permission[] | undefined) => boolean): Offer[] {
  const { t, language } = useWords();
  const inRail = [...rooms.work, ...rooms.house];
  return [
    ...inRail.flatMap(({ page, icon, anyOf }, index) =>
      may(anyOf)
        ? [
            {
              id: `page ${page}`,
              label: t(`nav.${page}`),
              icon,
              // There is no key for the tenth.
              ...(index < 9 && { keys: `Ctrl ${String(index + 1)}` }),
              isCommon: true,
              act: () => go(doorOf(page)),
            },
          ]
        : [],
    ),
    ...tableNames
      .filter((table) => tableOf(table).group !== null && tableOf(table).page === 'records')
      .map((table) => ({
        id: `table ${table}`,
        label: tableName(table, language),
        icon: IconTable,
        isCommon: false,
        act: () => go({ to: '/records/{-$table}/{-$id}', params: { table } }),
      })),
  ];
}

/** Everything that this person may do from anywhere, in their language. */
export function useOffers(): Offers {
  const { t, language } = useWords();
  const { user } = useSessionInfo();
  const hasSheet = useHasSheet();
  const hasPaper = useHasPaper();
  const isOff = useSyncStatus().state === 'off';
  const appearance = useLook();
  const setAppearance = useUi((state) => state.setAppearance);
  const may = (anyOf: readonly Permission[] | undefined): boolean =>
    anyOf === undefined || anyOf.some((right) => can(user?.permissions ?? [], right));
  const offer = (id: string, label: string, icon: TablerIcon, act: Offer['act'], keys?: string): Offer => ({
    id,
    label,
    icon,
    act,
    isCommon: true,
    ...(keys === undefined ? {} : { keys }),
  });
  const commands: Offer[] = [
    ...featureCommands
      .filter(({ anyOf }) => may(anyOf))
      .map(({ word, icon, dialog }) => offer(word, t(word), icon, { dialog })),
    offer('lock', t('access.lock'), IconLock, lockNow, 'Ctrl L'),
    offer('switch', t('access.switch'), IconUsers, lockNow),
    offer('sync', t('sync.now'), IconRefresh, () => void ask('sync.retry', {})),
    offer('offline', t(isOff ? 'sync.goOnline' : 'sync.offline'), IconCloudOff, () => {
      void ask('sync.setOffline', { isOffline: !isOff });
    }),
    ...LOOKS.filter(([look]) => look !== appearance).map(([look, icon]) =>
      offer(`look ${look}`, t('app.lookOf', { look: t(`app.looks.${look}`) }), icon, () => setAppearance(look)),
    ),
    offer(
      'language',
      t('app.languageOf', { language: language === 'ru' ? 'English' : 'Русский' }),
      IconLanguage,
      () => {
        changeLanguage(language === 'ru' ? 'en' : 'ru');
      },
    ),
    ...(hasSheet ? [offer('export', t('sheet.take'), IconTableExport, () => askForSheet(), 'Ctrl E')] : []),
    ...(hasPaper || hasSheet ? [offer('print', t('paper.print'), IconPrinter, () => void askToPrint(), 'Ctrl P')] : []),
    offer('pin', t('access.pin'), IconGridDots, { dialog: dialogs.pin }),
    offer('password', t('access.change'), IconKey, { dialog: dialogs.password }),
    offer('signOut', t('signIn.signOut'), IconLogout, { dialog: dialogs.signOut }),
    ...newRows
      .filter(({ table }) => {
        const { write } = tableOf(table);
        return write !== undefined && write !== SIGNED_IN && may([write]);
      })
      .map(({ table, dialog }) => ({
        ...offer(`new ${table}`, t('records.newOf', { table: tableName(table, language) }), IconPlus, { dialog }),
        isCommon: false,
      })),
  ];
  return { pages: usePages(may), commands };
}
