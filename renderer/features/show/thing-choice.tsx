/** Which thing something is about: those of the scene that is on at once, any other by a few letters or a scan. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { codeLookup } from '../../../shared/features/inventory/queries.ts';
import { runSheetThings } from '../../../shared/features/run-sheet/queries.ts';
import { connection } from '../../data/connection.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { takesScan, useScanTarget } from '../../lib/scan-target.ts';
import type { Shown } from './evening.ts';

/** What was chosen. */
export interface ChosenThing {
  readonly id: string;
  readonly name: string;
}

type Offered = ChosenThing & { readonly number: string };

/** As many as are read at a glance. */
const OFFERED = 5;

/** Things of the run sheet: the scene's first, then those of the others. */
function thingsOf({ sheet, evening }: Shown): readonly Offered[] {
  const lines = sheet?.lines ?? [];
  const isOn = (line: (typeof lines)[number]): boolean => line.scene_id === evening.currentSceneId;
  const found = new Map<string, Offered>();
  for (const { thing } of [...lines.filter(isOn), ...lines.filter((line) => !isOn(line))])
    if (thing !== null) found.set(thing.itemId, { id: thing.itemId, name: thing.name, number: thing.number });
  return [...found.values()];
}

type Props = Readonly<{ shown: Shown; onChoose: (thing: ChosenThing) => void; onClose: () => void }>;

/** Answers what a code means, or the code where it is of no thing. */
async function thingBehind(code: string): Promise<ChosenThing | undefined> {
  const { kind, id, name } = await connection.ask(codeLookup, { code });
  return kind === 'item' && id !== null ? { id, name } : undefined;
}

export function ThingChoice({ shown, onChoose, onClose }: Props): ReactNode {
  const { t } = useWords();
  const { evening } = shown;
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const typed = text.trim();
  // An event without a production has things of the house all the same: no production is called like an event.
  const asked = { performanceId: evening.production?.id ?? evening.event.id, text: typed };
  const found = useQuery(runSheetThings, asked).data;
  const offered =
    typed === ''
      ? thingsOf(shown)
      : found?.text === typed
        ? found.things.map(({ itemId, name, number }) => ({ id: itemId, name, number }))
        : undefined;
  const take = (code: string): void => {
    setUnknown(undefined);
    thingBehind(code).then(
      (thing) => (thing === undefined ? setUnknown(code) : onChoose(thing)),
      () => setUnknown(code),
    );
  };
  useScanTarget({ onScan: take, onDoubt: take });
  return (
    <div
      className="sh-things"
      role="group"
      aria-label={t('show.thing')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return walk(event);
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={field}
        {...takesScan}
        aria-label={t('show.thingFind')}
        placeholder={t('show.thingFind')}
        value={text}
        maxLength={255}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed === '') return;
          event.preventDefault();
          // A number that was scanned or typed whole is meant before what only looks like it.
          const only = offered?.length === 1 ? offered[0] : offered?.find(({ number }) => number === typed);
          if (only === undefined) take(typed);
          else onChoose(only);
        }}
      />
      {unknown !== undefined && (
        <p className="sh-cap" role="alert">
          {t('show.thingUnknown', { code: unknown })}
        </p>
      )}
      {(offered ?? []).slice(0, OFFERED).map((thing) => (
        <button key={thing.id} type="button" className="sh-hold" onClick={() => onChoose(thing)}>
          <span>
            <b>{thing.name}</b>
            <span className="sh-cap num">{thing.number}</span>
          </span>
        </button>
      ))}
      {typed !== '' && offered?.length === 0 && <p className="sh-cap">{t('show.thingNone')}</p>}
      <button type="button" className="sh-btn" data-quiet onClick={onClose}>
        {t('show.cancel')}
      </button>
    </div>
  );
}

/** Up and down go through the field and what is offered. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  event.stopPropagation();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  all[Math.max(0, Math.min(all.length - 1, all.findIndex((each) => each === document.activeElement) + step))]?.focus();
}
