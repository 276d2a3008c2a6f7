/** `offstage replica files`: what a laptop holds of the theatre's files, and what waits. */

import type { ReplicaHost } from '../electron/host/replica-host.ts';
import { filesSummary } from '../electron/queries/files-summary.ts';
import type { Amount } from '../shared/features/files/queries.ts';
import { bytesSaid } from '../shared/i18n/byte-words.ts';
import { language, print } from './output.ts';

const WORDS = {
  ru: {
    all: 'всего в театре',
    here: 'здесь',
    onlyHere: 'только здесь, ещё не на сервере',
    onHub: 'на сервере, не здесь',
    elsewhere: 'на другом ноутбуке',
    wanted: 'запрошено и ещё не пришло',
    thumbnails: 'миниатюр здесь',
    pins: 'закреплено',
    policy: 'что приходит само',
    isPaused: 'передача остановлена',
    freeBytes: 'ещё поместится',
  },
  en: {
    all: 'in the theatre',
    here: 'here',
    onlyHere: 'here alone, not on the hub yet',
    onHub: 'on the hub, not here',
    elsewhere: 'on another laptop',
    wanted: 'asked for and not here yet',
    thumbnails: 'thumbnails here',
    pins: 'pinned',
    policy: 'what comes unasked',
    isPaused: 'told to wait',
    freeBytes: 'room left',
  },
} as const;

const said = ({ files, bytes }: Amount): string => `${files} (${bytesSaid(bytes, language)})`;

/** Tells what lies here, once the store has been looked through. */
export async function showFiles(host: ReplicaHost, isJson: boolean | undefined): Promise<void> {
  await host.files.reconciled();
  const { rows } = host.files;
  const value = {
    ...filesSummary(host.replica),
    policy: rows.policy,
    isPaused: rows.isPaused,
    freeBytes: await host.files.room(),
  };
  const words = WORDS[language];
  print(value, isJson, () =>
    [
      ...(['all', 'here', 'onlyHere', 'onHub', 'elsewhere'] as const).map(
        (key) => `${words[key]}: ${said(value[key])}`,
      ),
      ...(['thumbnails', 'wanted', 'pins', 'policy'] as const).map((key) => `${words[key]}: ${value[key]}`),
      ...(value.isPaused ? [words.isPaused] : []),
      `${words.freeBytes}: ${value.freeBytes === null ? '—' : bytesSaid(value.freeBytes, language)}`,
    ].join('\n'),
  );
}
