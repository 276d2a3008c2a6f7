/** What would become of a file's events as it is chosen now: names matched, compared with what is here. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { type ScheduleOptions, scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import {
  type ImportNames,
  importNames,
  importStandings,
  MOST_ASKED,
} from '../../../shared/features/schedule-import/queries.ts';
import type { UnreadPart } from '../../../shared/ical/read-calendar.ts';
import { guessed, type Matching, type NamesOfFile, namesOf } from '../../../shared/schedule-import/name-matching.ts';
import {
  type ComparedImport,
  compareImport,
  type ImportStanding,
  type ImportSurroundings,
  planImport,
} from '../../../shared/schedule-import/plan-import.ts';
import { connection } from '../../data/connection.ts';
import { useShowFailure } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import type { ReadEvents } from './use-event-file.ts';

/** What would become of it. */
export interface ImportOutlook {
  readonly names: NamesOfFile;
  readonly matching: Matching;
  readonly around: ImportSurroundings;
  /** Undefined until all are compared. */
  readonly events: readonly ComparedImport[] | undefined;
  /** How many are compared. */
  readonly compared: number;
  readonly total: number;
  readonly unread: readonly UnreadPart[];
  readonly outside: number;
  readonly options: ScheduleOptions;
  match(matching: Matching): void;
}

const keyOf = ({ uid, recurrence }: { readonly uid: string; readonly recurrence: string | null }): string =>
  `${uid}\u0000${recurrence ?? ''}`;

/** Names are asked about so many at once. */
const MOST_NAMES = 5000;

/** Ids that new names would have, once per file. */
function useNewNames(names: NamesOfFile | undefined): ImportNames | undefined {
  const showFailure = useShowFailure();
  const [found, setFound] = useState<{ readonly of: NamesOfFile; readonly ids: ImportNames }>();
  useEffect(() => {
    if (names === undefined) return;
    let isOver = false;
    const of = (all: NamesOfFile['venues']): string[] =>
      all.slice(0, MOST_NAMES).map(({ name }) => name.slice(0, 1000));
    connection
      .ask(importNames, { venues: of(names.venues), performances: of(names.productions) })
      .then((ids) => isOver || setFound({ of: names, ids }))
      .catch(showFailure);
    return () => {
      isOver = true;
    };
  }, [names, showFailure]);
  return found?.of === names ? found?.ids : undefined;
}

type Standings = ReadonlyMap<string, ImportStanding | null>;

/** What is here of the events of a file; asked once for each, a stretch at a time. */
function useStandings(
  read: ReadEvents | undefined,
  keys: readonly { readonly uid: string; readonly recurrence: string | null }[],
): Standings {
  const showFailure = useShowFailure();
  const [found, setFound] = useState<{ readonly name: string | undefined; readonly standings: Standings }>();
  const known = found !== undefined && found.name === read?.name ? found.standings : undefined;
  const latest = useRef<Standings>(new Map());
  useEffect(() => {
    latest.current = known ?? new Map();
  });
  useEffect(() => {
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      const missing = keys.filter((key) => !latest.current.has(keyOf(key)));
      const all = new Map(latest.current);
      for (let from = 0; from < missing.length && !stop.signal.aborted; from += MOST_ASKED) {
        const asked = missing.slice(from, from + MOST_ASKED).map(({ uid, recurrence }) => ({ uid, recurrence }));
        const standings = await connection.ask(importStandings, { keys: asked });
        asked.forEach((key, index) => all.set(keyOf(key), standings[index] ?? null));
        if (!stop.signal.aborted) setFound({ name: read?.name, standings: new Map(all) });
      }
    };
    look().catch(showFailure);
    return () => stop.abort();
  }, [keys, read?.name, showFailure]);
  return known ?? new Map();
}

const NONE: readonly never[] = [];

/** Undefined until it is known what is here. */
export function useImportPlan(read: ReadEvents | undefined): ImportOutlook | undefined {
  const options = useQuery(scheduleOptions, {}).data;
  const zone = useTheaterZone();
  const events = read?.file.events;
  const names = useMemo(() => (events === undefined ? undefined : namesOf(events)), [events]);
  const ids = useNewNames(names);
  const [chosen, setChosen] = useState<{ readonly name: string; readonly matching: Matching }>();
  const around = useMemo<ImportSurroundings | undefined>(() => {
    if (options === undefined || ids === undefined || names === undefined) return undefined;
    const { venues, performances } = options;
    return {
      venues,
      performances,
      newVenues: new Map(names.venues.flatMap(({ name }, at) => (ids.venues[at] ? [[name, ids.venues[at]]] : []))),
      newPerformances: new Map(
        names.productions.flatMap(({ name }, at) => (ids.performances[at] ? [[name, ids.performances[at]]] : [])),
      ),
      zone,
    };
  }, [options, ids, names, zone]);
  const own = chosen?.name === read?.name ? chosen?.matching : undefined;
  const matching = useMemo(() => {
    if (around === undefined || names === undefined) return undefined;
    const ours = {
      venues: around.venues,
      performances: around.performances.map(({ id, title }) => ({ id, name: title })),
    };
    const usual = guessed(names, ours, own?.kind ?? { type: 'other', activity: null });
    // What was chosen stays chosen for names that are still there.
    return own === undefined
      ? usual
      : {
          venues: new Map([...usual.venues].map(([name, choice]) => [name, own.venues.get(name) ?? choice])),
          productions: new Map(
            [...usual.productions].map(([name, choice]) => [name, own.productions.get(name) ?? choice]),
          ),
          kinds: new Map([...usual.kinds].map(([name, choice]) => [name, own.kinds.get(name) ?? choice])),
          kind: own.kind,
        };
  }, [around, names, own]);
  const plan = useMemo(
    () =>
      events === undefined || read === undefined || matching === undefined || around === undefined
        ? undefined
        : planImport(events, read.window, matching, around),
    [events, read, matching, around],
  );
  const standings = useStandings(read, plan?.events ?? NONE);
  const compared = useMemo(
    () =>
      (plan?.events ?? []).flatMap((event) => {
        const standing = standings.get(keyOf(event));
        return standing === undefined || standing === null ? [] : [compareImport(event, standing)];
      }),
    [plan, standings],
  );
  if (read === undefined || plan === undefined || names === undefined || matching === undefined) return undefined;
  if (around === undefined || options === undefined) return undefined;
  const isAll = plan.events.every((event) => standings.has(keyOf(event)));
  return {
    names,
    matching,
    around,
    events: isAll ? compared : undefined,
    compared: compared.length,
    total: plan.events.length,
    unread: [...read.file.unread, ...plan.unread].toSorted((a, b) => a.line - b.line),
    outside: plan.outside,
    options,
    match: (next) => setChosen({ name: read.name, matching: next }),
  };
}
