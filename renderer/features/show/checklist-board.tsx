/**
 * Checklists of an evening: departments with what is left, the lines of one of them, and keys for all of it. The same
 * before the show, during it and after it.
 */
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { showMark } from '../../../shared/mutations/show-mutations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lookAt, useShow } from '../../store/show-store.ts';
import { ChecklistRow } from './checklist-row.tsx';
import { type Doing, type Group, type GroupItem, inOrder, isDone, toneOf } from './evening.ts';
import { clockIn } from './evening-text.ts';
import { NoteField } from './note-field.tsx';
import { useBoardKeys } from './use-board-keys.ts';

function Left({ group, zone }: Readonly<{ group: Group; zone: string }>): ReactNode {
  const { t, language } = useWords();
  if (group.criticalLeft > 0)
    return (
      <span className="sh-cap" data-tone="bad">
        {t('show.criticalLeft', { count: group.criticalLeft })}
      </span>
    );
  const left = group.items.length - group.done;
  if (left > 0) return <span className="sh-cap">{t('show.itemsLeft', { count: left })}</span>;
  return (
    <span className="sh-cap">
      {group.doneAt === null ? t('show.doneAll') : t('show.doneAt', { at: clockIn(group.doneAt, zone, language) })}
    </span>
  );
}

type DepartmentsProps = Readonly<{
  groups: readonly Group[];
  current: string | undefined;
  zone: string;
  onChoose: (id: string) => void;
}>;

/** A column at the left; on a small screen a strip above the lines. */
export function Departments({ groups, current, zone, onChoose }: DepartmentsProps): ReactNode {
  const { t } = useWords();
  const all = groups.reduce((sum, { items }) => sum + items.length, 0);
  const done = groups.reduce((sum, group) => sum + group.done, 0);
  return (
    <nav className="sh-depts num" aria-label={t('show.departments')}>
      {groups.map((group) => {
        const isOver = group.done === group.items.length;
        return (
          <button
            key={group.id}
            type="button"
            className="sh-dept"
            data-tone={toneOf(group.code, group.name)}
            data-bad={group.criticalLeft > 0}
            aria-current={group.id === current}
            onClick={() => onChoose(group.id)}
          >
            <i className="sh-dept-mark" aria-hidden />
            <span className="sh-dept-text">
              <b>{group.name}</b>
              <Left group={group} zone={zone} />
            </span>
            <span className="sh-dept-count" data-done={isOver}>
              {isOver ? (
                <IconCheck size={22} stroke={2.5} aria-hidden />
              ) : (
                <>
                  {group.done}
                  <small> / {group.items.length}</small>
                </>
              )}
            </span>
          </button>
        );
      })}
      <div className="sh-whole">
        <b>{t('show.whole')}</b>
        <span className="sh-cap">{t('show.wholeDone', { done, total: all })}</span>
      </div>
    </nav>
  );
}

/** Which line has the focus, and where it goes when the line is ticked off and leaves its place. */
function useLines(order: readonly string[], first: string | undefined) {
  const nodes = useRef(new Map<string, HTMLButtonElement>());
  const current = useRef<string>(undefined);
  const wanted = useRef<string | undefined>(first);
  const drawn = useRef<string>(undefined);
  const text = order.join();
  useEffect(() => {
    if (drawn.current === text) return;
    drawn.current = text;
    if (wanted.current !== undefined) nodes.current.get(wanted.current)?.focus();
    wanted.current = undefined;
  }, [text]);
  const focus = (id: string | undefined): void => {
    if (id !== undefined) nodes.current.get(id)?.focus();
  };
  return {
    currentId: () => (current.current !== undefined && order.includes(current.current) ? current.current : undefined),
    onFocus: (id: string) => {
      current.current = id;
    },
    refer: (id: string) => (node: HTMLButtonElement | null) => {
      if (node === null) nodes.current.delete(id);
      else nodes.current.set(id, node);
    },
    focus,
    /** The focus goes there once the lines stand in their new order. */
    follow: (id: string | undefined) => {
      wanted.current = id;
    },
    move: (by: number) => {
      const at = order.indexOf(current.current ?? '');
      focus(order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + by))]);
    },
  };
}

type BoardProps = Readonly<{
  eventId: string;
  /** Departments of whoever looks: theirs is open first. */
  own: readonly string[];
  zone: string;
  groups: readonly Group[];
  doing: Doing;
  /** A line that is to be shown and to have the focus; the number is another each time that somebody asks for one. */
  asked?: { readonly id: string; readonly time: number };
}>;

export function ChecklistBoard({ eventId, own, zone, groups, doing, asked }: BoardProps): ReactNode {
  const chosen = useShow((state) => state.departmentId);
  const isOpenOnly = useShow((state) => state.isOpenOnly);
  const group =
    groups.find(({ id }) => id === chosen) ??
    groups.find(({ id }) => own.includes(id)) ??
    groups.find(({ criticalLeft }) => criticalLeft > 0) ??
    groups[0];
  const at = groups.findIndex((each) => each === group);
  const turn = (by: number): void => {
    const next = groups[(at + by + groups.length) % groups.length];
    if (next !== undefined) lookAt({ departmentId: next.id });
  };
  useBoardKeys({ ArrowLeft: () => turn(-1), ArrowRight: () => turn(1) });
  if (group === undefined) return null;
  return (
    <>
      <Departments groups={groups} current={group.id} zone={zone} onChoose={(id) => lookAt({ departmentId: id })} />
      <Lines
        key={`${group.id}/${String(asked?.time ?? 0)}`}
        eventId={eventId}
        zone={zone}
        group={group}
        doing={doing}
        isOpenOnly={isOpenOnly}
        {...(asked === undefined ? {} : { asked })}
      />
    </>
  );
}

type LinesProps = Omit<BoardProps, 'groups' | 'own'> & Readonly<{ group: Group; isOpenOnly: boolean }>;

function Lines({ eventId, zone, group, doing, isOpenOnly, asked }: LinesProps): ReactNode {
  const { t } = useWords();
  const { open, done } = inOrder(group.items);
  const shown = isOpenOnly ? open : [...open, ...done];
  // The first line is ready for the keyboard; one that somebody asked for stands before it.
  const lines = useLines(
    shown.map(({ id }) => id),
    asked !== undefined && shown.some(({ id }) => id === asked.id) ? asked.id : shown[0]?.id,
  );
  const [noted, setNoted] = useState<string>();
  const { focus } = lines;
  const toggle = (item: GroupItem): void => {
    const { mark } = item;
    if (!isDone(item)) lines.follow(open[open.indexOf(item) + 1]?.id ?? open[open.indexOf(item) - 1]?.id ?? item.id);
    else lines.follow(item.id);
    const before = { isDone: isDone(item), note: mark?.note ?? null };
    void doing.act(showMark, { eventId, itemId: item.id, isDone: !isDone(item), before });
  };
  const write = (item: GroupItem, text: string): void => {
    setNoted(undefined);
    const before = { isDone: isDone(item), note: item.mark?.note ?? null };
    const note = text.trim() === '' ? null : text.trim();
    if (note !== before.note) void doing.act(showMark, { eventId, itemId: item.id, note, before });
    setTimeout(() => focus(item.id));
  };
  useBoardKeys({
    ArrowUp: () => lines.move(-1),
    ArrowDown: () => lines.move(1),
    KeyN: () => setNoted(lines.currentId()),
  });
  const row = (item: GroupItem): ReactNode => (
    <li key={item.id}>
      <ChecklistRow
        item={item}
        zone={zone}
        isOff={!doing.may.mark}
        onToggle={() => toggle(item)}
        onNote={() => setNoted(noted === item.id ? undefined : item.id)}
        onFocus={() => lines.onFocus(item.id)}
        refer={lines.refer(item.id)}
      />
      {noted === item.id && (
        <NoteField
          label={t('show.noteTo', { title: item.title })}
          hint={t('show.noteHint')}
          initial={item.mark?.note ?? ''}
          photoOf={{ eventId, itemId: item.id }}
          onSave={(text) => write(item, text)}
          onClose={() => {
            setNoted(undefined);
            focus(item.id);
          }}
        />
      )}
    </li>
  );
  return (
    <section className="sh-list" aria-label={group.name}>
      <ListHead group={group} open={open.length} isOpenOnly={isOpenOnly} />
      <ul className="sh-lines">
        {open.map(row)}
        {!isOpenOnly && done.length > 0 && (
          <li className="sh-marked">
            <h3>{t('show.marked', { count: done.length })}</h3>
          </li>
        )}
        {!isOpenOnly && done.map(row)}
      </ul>
      <Keys />
    </section>
  );
}

/** Whose lines they are, and whether those that are done are shown. */
function ListHead({
  group,
  open,
  isOpenOnly,
}: Readonly<{ group: Group; open: number; isOpenOnly: boolean }>): ReactNode {
  const { t } = useWords();
  return (
    <div className="sh-list-head">
      <h2>{group.name}</h2>
      <div className="sh-seg">
        <button type="button" aria-pressed={isOpenOnly} onClick={() => lookAt({ isOpenOnly: true })}>
          {t('show.openOnly', { count: open })}
        </button>
        <button type="button" aria-pressed={!isOpenOnly} onClick={() => lookAt({ isOpenOnly: false })}>
          {t('show.all', { count: group.items.length })}
        </button>
      </div>
    </div>
  );
}

function Keys(): ReactNode {
  const { t } = useWords();
  const keys = [
    [t('show.space'), t('show.keys.mark')],
    ['↑ ↓', t('show.keys.line')],
    ['← →', t('show.keys.department')],
    ['N', t('show.keys.note')],
    ['Ctrl Z', t('show.keys.undo')],
  ] as const;
  return (
    <div className="sh-keys">
      {keys.map(([key, word]) => (
        <span key={key}>
          <kbd className="kbd">{key}</kbd> {word}
        </span>
      ))}
    </div>
  );
}
