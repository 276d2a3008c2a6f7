/** A month of the demo theatre's schedule as rows: events, who is called, what was told. */
import type { PublishedEvent } from '../../shared/rules/publication.ts';
import { takenToday, tonightsAnswers } from './demo-evening.ts';
import type { DemoMember } from './demo-form.ts';
import { demoPlan, type PlannedEvent } from './demo-plan.ts';
import { toldInFull, variantOf } from './demo-productions.ts';
import { seasonBefore } from './demo-season.ts';
import type { Stage } from './demo-stage.ts';
import { demoTour } from './demo-tour.ts';
import { CALLED_OUTSIDER, lastYearsPlan, tourCrew } from './demo-tour-plan.ts';

/** From so many days ahead on, events are planned and not yet agreed. */
const CONFIRMED_DAYS = 12;
/** Whom calls are kept for, so many days around today. */
const CALLED = { from: -3, to: 16 };

const clock = (time: string | undefined): string | null => (time === undefined ? null : `${time}:00`);
/** The event of an evening on the great stage. */
export const showOf = (stage: Stage, day: number): string => stage.event(`show ${day}`);

interface Call {
  readonly employeeId: string;
  readonly what: string;
  readonly department: string | null;
  readonly time: string | null;
  readonly answer: 'invited' | 'confirmed' | 'declined';
}

/**
 * Adds the month's events, and those of the season before it, with their calls, what was told of them, and what they
 * have taken.
 */
export async function addMonth(stage: Stage): Promise<void> {
  const { context } = stage;
  const plan = [...lastYearsPlan, ...seasonBefore(stage.day), ...demoPlan];
  await stage.insert(
    'schedule_events',
    plan.map((event) => ({
      id: stage.event(event.key),
      title: event.title,
      event_type: event.type,
      activity: event.activity ?? null,
      status: statusOf(event),
      event_date: stage.day(event.day),
      call_time: clock(event.call),
      start_time: clock(event.start),
      end_time: clock(event.end),
      stage_ready_time: clock(event.ready),
      venue_id: stage.venue(event.venue),
      tour_city: event.city ?? null,
      performance_id: event.production === null ? null : stage.production(event.production),
      variant_id: variantIn(stage, event),
      tour_id: tourOf(stage, event),
      created_at: context.at,
      updated_at: context.at,
    })),
  );
  const calls = new Map(plan.map((event) => [event.key, callsOf(stage, event)]));
  await stage.insert(
    'event_calls',
    plan.flatMap(({ key }) =>
      (calls.get(key) ?? []).map((call) => ({
        id: context.id('call', key, call.employeeId, call.what),
        event_id: stage.event(key),
        employee_id: call.employeeId,
        function: call.what,
        department_id: call.department,
        call_time: call.time,
        answer: call.answer,
        created_at: context.at,
        updated_at: context.at,
      })),
    ),
  );
  const teller = stage.person('head');
  await stage.insert(
    'event_publications',
    plan
      .filter(({ isDraft }) => isDraft !== true)
      .map((event) => ({
        id: context.id('publication', event.key),
        event_id: stage.event(event.key),
        event_date: stage.day(event.day),
        performance_id: event.production === null ? null : stage.production(event.production),
        content: JSON.stringify(publishedOf(stage, event, calls.get(event.key) ?? [])),
        is_withdrawn: false,
        published_at: stage.moment(Math.min(event.day, 0) - 6, '12:30'),
        published_by_id: teller?.userId ?? null,
        published_by_name: teller?.name ?? null,
      })),
  );
  await addTaken(stage);
}

const statusOf = ({ day, isDraft }: PlannedEvent): string =>
  day < 0 ? 'completed' : isDraft === true || day > CONFIRMED_DAYS ? 'planned' : 'confirmed';

/** What is on the road is played in the variant for that. */
const variantIn = (stage: Stage, { isOnTour, production }: PlannedEvent): string | null =>
  isOnTour === true && production !== null ? variantOf(stage, production) : null;

const tourOf = (stage: Stage, { isOnTour, day }: PlannedEvent): string | null =>
  isOnTour === true ? demoTour(stage, day < 0 ? 'last' : 'next') : null;

/** Who is called on the road: those who go, and one of whom nobody has said that he does. */
const onTheRoad: ReadonlySet<string> = new Set([...tourCrew.map(([key]) => key), CALLED_OUTSIDER]);

/** As the schedule publishes an event (`shared/rules/publication.ts`). */
function publishedOf(stage: Stage, event: PlannedEvent, calls: readonly Call[]): PublishedEvent {
  return {
    title: event.title,
    description: null,
    date: stage.day(event.day),
    call: event.call ?? null,
    ready: event.ready ?? null,
    start: event.start ?? null,
    end: event.end ?? null,
    venueId: stage.venue(event.venue),
    venueText: null,
    tourCity: event.city ?? null,
    tourVenue: null,
    type: event.type,
    activity: event.activity ?? null,
    status: statusOf(event),
    performanceId: event.production === null ? null : stage.production(event.production),
    variantId: variantIn(stage, event),
    calls: calls.map(({ employeeId, what, time }) => ({
      employeeId,
      function: what,
      callTime: time?.slice(0, 5) ?? null,
      endTime: null,
    })),
    participants: [],
  };
}

/** The company of a production that is told in full, for its shows; who has their own time comes earlier. */
function callsOf(stage: Stage, event: PlannedEvent): readonly Call[] {
  const production = toldInFull.find(({ title }) => title === event.production);
  if (event.day < CALLED.from || event.day > CALLED.to) return [];
  if (event.key === 'put in')
    return named(stage, event, [
      ['reut', 'Заречная', null],
      ['samarin', 'Треплев', null],
      ['director', 'Режиссёр', null],
    ]);
  if (event.key === 'reading')
    return named(stage, event, [
      ['gai', 'Тузенбах', null],
      ['reut', 'Ирина', null],
    ]);
  if (event.key === 'rehearsal 0')
    return named(stage, event, [
      ['director', 'Режиссёр', null],
      ['stotskaya', 'Раневская', null],
      ['reut', 'Дуняша', null],
      ['tihiy', 'Яша', null],
    ]);
  if (production === undefined || !['performance', 'run_through'].includes(event.type)) return [];
  const isAll = event.type === 'performance';
  return named(
    stage,
    event,
    production.members.filter(
      ([who, , department, standIn]) =>
        standIn === undefined && (isAll || department === null) && (event.isOnTour !== true || onTheRoad.has(who)),
    ),
  );
}

function named(stage: Stage, event: PlannedEvent, members: readonly DemoMember[]): readonly Call[] {
  return members.flatMap(([who, what, department]): Call[] => {
    const person = stage.person(who);
    if (person === undefined) return [];
    const answer = event.day === 0 ? (tonightsAnswers[who] ?? 'confirmed') : event.day < 3 ? 'confirmed' : 'invited';
    const time =
      event.type !== 'performance'
        ? null
        : department === 'machinery'
          ? '17:30:00'
          : department === 'makeup'
            ? '17:00:00'
            : null;
    return [{ employeeId: person.employeeId, what, department: stage.department(department), time, answer }];
  });
}

/** Things that other events of today have taken, so that tonight is short of some. */
async function addTaken(stage: Stage): Promise<void> {
  await stage.insert(
    'event_inventory',
    takenToday.flatMap(([event, key, quantity]) => {
      const thing = stage.thing(key);
      return thing === undefined
        ? []
        : [
            {
              id: stage.context.id('taken', event, key),
              event_id: stage.event(event),
              inventory_item_id: thing,
              quantity,
              status: 'planned',
              changed_at: stage.context.at,
            },
          ];
    }),
  );
}
