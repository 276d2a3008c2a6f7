/** `offstage schedule …`: the schedule as a calendar file, as whoever is signed in here may see it. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { makeCalendar } from '../electron/host/calendar-part.ts';
import { AppError } from '../shared/base/app-error.ts';
import { errorText } from '../shared/base/asserts.ts';
import { dayAfter } from '../shared/rules/event-time.ts';
import { dayIn } from '../shared/rules/upcoming.ts';
import { language, print } from './output.ts';
import { type DirOptions, withHost } from './replica-host.ts';
import { withSecrets } from './secrets.ts';

interface CalendarOptions extends DirOptions {
  readonly out: string;
  readonly mine?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly language: string;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

async function exportCalendar(options: CalendarOptions): Promise<void> {
  const said = options.language === 'ru' || options.language === 'en' ? options.language : undefined;
  if (said === undefined) throw new AppError('usage', { problem: '--language is ru or en' });
  for (const day of [options.from, options.to])
    if (day !== undefined && !isDay(day)) throw new AppError('usage', { problem: `that is no day: ${day}` });
  await withHost(options, async (host) => {
    const zone = host.replica
      .prepared<[], { timezone: string }>('SELECT timezone FROM theaters LIMIT 1')
      .get()?.timezone;
    const from = options.from ?? dayIn(zone ?? 'UTC', host.deps.now().toISOString());
    const everything = { venueId: null, performanceId: null, employeeId: null, look: null };
    const made = await makeCalendar(host, {
      from,
      to: options.to ?? dayAfter(from, 365),
      isMine: options.mine === true,
      ...everything,
      language: said,
    });
    try {
      writeFileSync(options.out, made.bytes);
    } catch (error) {
      throw new AppError('export.failed', { problem: errorText(error) }, { cause: error });
    }
    const { events } = made;
    print({ file: options.out, events }, options.json, () => `${options.out}: ${String(events)}`);
  });
}

/** Adds the commands. */
export function scheduleCommands(program: Command): void {
  const schedule = program.command('schedule').description('the schedule of the theatre');
  withSecrets(schedule.command('export'))
    .description('events as a calendar file (.ics), as whoever is signed in here may see them')
    .requiredOption('--dir <dir>')
    .requiredOption('-o, --out <file>', 'where the file goes')
    .option('--mine', 'your own calls, an event for each, with a reminder')
    .option('--from <day>', 'from this day on; without it from today')
    .option('--to <day>', 'up to this day; without it for a year')
    .option('--language <language>', 'ru or en', language)
    .option('--json')
    .action((options: CalendarOptions) => exportCalendar(options));
}
