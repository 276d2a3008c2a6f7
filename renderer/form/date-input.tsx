/**
 * A day, or a day with a time, as people of the language type it, and a calendar beside it. It takes and gives what was
 * typed; whoever stands around it reads that (`lib/dates.ts`).
 */
import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import 'dayjs/locale/ru';
import { useWords } from '../i18n/use-words.ts';
import { editableDay, parseClock, parseDay } from '../lib/dates.ts';

const CALENDAR = 'field-calendar';

/** Whether it lies in the calendar of a field, which stands elsewhere on the page: going there does not leave it. */
export const isInCalendar = (element: Element): boolean => element.closest(`.${CALENDAR}`) !== null;

type Props = Readonly<
  Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
    value: string;
    /** Whether a time of the day belongs to it. */
    hasTime?: boolean;
    /** `YYYY-MM-DD`, where the field stands. */
    today: string;
    onType: (typed: string) => void;
    /** Where it stands in something that closes at a click elsewhere, the calendar is a part of that. */
    isInPopover?: boolean;
  }
>;

/** A new moment is first asked for at noon. */
const NOON = '12:00';

interface Parts {
  readonly day: string | undefined;
  /** Undefined where it belongs to it and is not there yet. */
  readonly time: string | undefined;
}

function partsOf(value: string, hasTime: boolean, today: string): Parts {
  const clock = hasTime ? parseClock(value, today) : undefined;
  if (clock !== undefined) return { day: clock.slice(0, 10), time: clock.slice(11) };
  return { day: parseDay(value, today), time: hasTime ? undefined : '' };
}

type CalendarProps = Readonly<{
  day: string | undefined;
  today: string;
  isOpen: boolean;
  isDisabled: boolean;
  isInPopover: boolean;
  setOpen: (isOpen: boolean) => void;
  /** Null where the day that was chosen already is chosen again. */
  onPick: (day: string | null) => void;
  /** Escape: the calendar is given up, not what was typed. */
  onGiveUp: () => void;
}>;

function Calendar(props: CalendarProps): ReactNode {
  const { day, today, isOpen, isDisabled, isInPopover, setOpen, onPick, onGiveUp } = props;
  const { t, language } = useWords();
  const dropdown = useRef<HTMLDivElement>(null);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      closeOnEscape={false}
      withinPortal={!isInPopover}
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={isDisabled}
          aria-label={t('form.calendar')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        ref={dropdown}
        className={CALENDAR}
        aria-label={t('form.calendar')}
        data-mantine-stop-propagation
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onGiveUp();
        }}
      >
        <DatePicker
          locale={language}
          firstDayOfWeek={1}
          hideOutsideDates
          value={day ?? null}
          defaultDate={day ?? today}
          onChange={onPick}
          // What was clicked goes with its level; the keys are still for the calendar.
          onLevelChange={() => dropdown.current?.focus()}
          getDayProps={(date) => (date === (day ?? today) ? { 'data-autofocus': true } : {})}
          // Escape is for the calendar, not for the dialog around the field.
          __stopPropagation
          ariaLabels={{
            nextMonth: t('form.nextMonth'),
            previousMonth: t('form.previousMonth'),
            nextYear: t('form.nextYear'),
            previousYear: t('form.previousYear'),
            nextDecade: t('form.nextDecade'),
            previousDecade: t('form.previousDecade'),
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

export function DateInput({ value, hasTime = false, today, onType, ...rest }: Props): ReactNode {
  const { isInPopover = false, disabled, ...others } = rest;
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { day, time } = partsOf(value, hasTime, today);
  const written = (on: string, at: string): string => `${editableDay(on, language)} ${at}`.trim();
  /** What was left out is written out before it means another day. */
  const complete = (): void => {
    if (day === undefined || time === undefined) return;
    const whole = written(day, time);
    if (whole !== value) onType(whole);
  };
  const close = (): void => {
    setOpen(false);
    input.current?.focus();
  };
  const take = (picked: string | null): void => {
    if (picked !== null) onType(written(picked, time ?? NOON));
    close();
  };
  return (
    <TextInput
      {...others}
      ref={input}
      disabled={disabled === true}
      value={value}
      placeholder={t(hasTime ? 'form.dayAndTime' : 'form.day')}
      autoComplete="off"
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={complete}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || !event.altKey || disabled === true) return;
        event.preventDefault();
        setOpen(true);
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <Calendar
          day={day}
          today={today}
          isOpen={isOpen}
          isDisabled={disabled === true}
          isInPopover={isInPopover}
          setOpen={setOpen}
          onPick={take}
          onGiveUp={close}
        />
      }
    />
  );
}
