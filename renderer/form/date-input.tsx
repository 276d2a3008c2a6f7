/**
 * A day, or a day with a time, as people of the language type it, and a calendar beside it. It takes and gives what was
 * typed; whoever stands around it reads that (`lib/dates.ts`).
 */
import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
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

export function DateInput({ value, hasTime = false, today, onType, disabled, ...others }: Props): ReactNode {
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
  // The key ends here: it gives up the calendar, not what was typed.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  const calendar = (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus closeOnEscape={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={disabled === true}
          aria-label={t('form.calendar')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={CALENDAR} aria-label={t('form.calendar')} onKeyDown={onKeyDown}>
        <DatePicker
          locale={language}
          firstDayOfWeek={1}
          hideOutsideDates
          value={day ?? null}
          defaultDate={day ?? today}
          onChange={take}
          getDayProps={(date) => (date === (day ?? today) ? { 'data-autofocus': true } : {})}
          // Escape is for the calendar, not for the dialog around the field.
          __stopPropagation
          ariaLabels={{ nextMonth: t('form.nextMonth'), previousMonth: t('form.previousMonth') }}
        />
      </Popover.Dropdown>
    </Popover>
  );
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
      rightSection={calendar}
    />
  );
}
