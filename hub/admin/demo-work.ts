/**
 * What people of the demo theatre work on: checklists, a tour with tasks and hours, and a production that has left the
 * repertoire.
 */
import { toldInFull } from './demo-productions.ts';
import { type Context, demoDay, insertMany } from './demo-rows.ts';
import type { Stage } from './demo-stage.ts';
import { stageThings } from './demo-things.ts';

const OLD_SHOW = 'Дядя Ваня';
const day = (context: Context, days: number): string => demoDay(context.at, days);

const checklists: readonly (readonly [title: string, phase: string, points: readonly string[]])[] = [
  ['Монтировка', 'load_in', ['Кулисы навешены по схеме', 'Станки закреплены', 'Поворотный круг проверен']],
  [
    'Перед началом',
    'pre_show',
    ['Проверен реквизит', 'Свет направлен', 'Связь с рубкой есть', 'Пожарный выход свободен'],
  ],
  ['После спектакля', 'post_show', ['Реквизит собран', 'Костюмы сданы']],
];

/** A production in the archive with its checklists, whose events are over; props that it and two others need. */
export async function addStageWork(context: Context, stage: Stage): Promise<void> {
  const { theaterId, at, id } = context;
  await insertMany(
    context,
    'performances',
    ['id', 'theater_id', 'title', 'author', 'duration_minutes', 'age_rating', 'status', 'created_at', 'updated_at'],
    [[id('performance', OLD_SHOW), theaterId, OLD_SHOW, 'А. П. Чехов', 155, '12+', 'archived', at, at]],
  );
  await insertMany(
    context,
    'passport_sections',
    [
      'id',
      'theater_id',
      'performance_id',
      'section_type',
      'title',
      'content',
      'sort_order',
      'created_at',
      'updated_at',
    ],
    [
      ['light', 'Световая партитура'],
      ['props', 'Реквизит'],
    ].map(([type = '', name = ''], index) => [
      id('section', OLD_SHOW, type),
      theaterId,
      id('performance', OLD_SHOW),
      type,
      name,
      `${name} спектакля «${OLD_SHOW}».`,
      index,
      at,
      at,
    ]),
  );
  await insertMany(
    context,
    'schedule_events',
    [
      'id',
      'theater_id',
      'title',
      'event_type',
      'status',
      'event_date',
      'start_time',
      'end_time',
      'performance_id',
      'created_at',
      'updated_at',
    ],
    [-60, -40].map((days) => [
      id('old show', String(days)),
      theaterId,
      `«${OLD_SHOW}»`,
      'performance',
      'completed',
      day(context, days),
      '19:00',
      '21:40',
      id('performance', OLD_SHOW),
      at,
      at,
    ]),
  );
  await insertMany(
    context,
    'performance_checklists',
    ['id', 'theater_id', 'performance_id', 'name', 'phase', 'sort_order', 'created_at', 'updated_at'],
    checklists.map(([name, phase], index) => [
      id('checklist', OLD_SHOW, name),
      theaterId,
      id('performance', OLD_SHOW),
      name,
      phase,
      index,
      at,
      at,
    ]),
  );
  await insertMany(
    context,
    'checklist_items',
    ['id', 'theater_id', 'checklist_id', 'title', 'sort_order', 'is_critical'],
    checklists.flatMap(([name, , points]) =>
      points.map((point, index) => [
        id('point', OLD_SHOW, name, point),
        theaterId,
        id('checklist', OLD_SHOW, name),
        point,
        index,
        point.includes('Пожарный'),
      ]),
    ),
  );
  const stageThing = stageThings.flatMap(({ key }) => stage.thing(key) ?? []);
  const shows = [OLD_SHOW, ...toldInFull.map(({ title }) => title)];
  const { rows: items } = await context.client.query<{ id: string }>(
    `SELECT i.id FROM inventory_items i JOIN inventory_categories c ON c.id = i.category_id
      WHERE i.theater_id = $1 AND c.code = 'props' AND NOT i.id = ANY($2) ORDER BY i.inventory_number LIMIT 6`,
    [theaterId, stageThing],
  );
  await insertMany(
    context,
    'performance_inventory',
    ['id', 'theater_id', 'performance_id', 'inventory_item_id', 'quantity', 'is_consumable', 'created_at'],
    shows.flatMap((title, show) =>
      items
        .slice(show * 2, show * 2 + 2)
        .map((item) => [id('show item', title, item.id), theaterId, id('performance', title), item.id, 1, false, at]),
    ),
  );
}

const tasks: readonly (readonly [title: string, status: string, who: string, days: number])[] = [
  ['Составить лист упаковки', 'in_progress', 'mont@demo.theatre', 2],
  ['Проверить кофры с радиосистемами', 'assigned', 'ivan@demo.theatre', 3],
  ['Заказать фуру', 'completed', 'zav@demo.theatre', -4],
  ['Отремонтировать станок № 3', 'assigned', 'mont@demo.theatre', 1],
  ['Разметить площадку в Казани', 'created', '', 9],
];
const hours: readonly (readonly [days: number, hours: string, task: string, status: string, text: string])[] = [
  [-3, '6.50', 'Составить лист упаковки', 'approved', 'Обошёл склад декораций'],
  [-2, '4.00', 'Отремонтировать станок № 3', 'approved', 'Снял, разобрал'],
  [-1, '7.25', 'Составить лист упаковки', 'submitted', 'Сверил с паспортом'],
  [0, '2.00', 'Отремонтировать станок № 3', 'draft', 'Сварка'],
];

/** A tour with phases, members, tasks, and the hours of one technician with decisions about them. */
export async function addTour(context: Context): Promise<void> {
  const { theaterId, at, id, client } = context;
  const { rows: people } = await client.query<{ email: string; user: string; employee: string; name: string }>(
    `SELECT u.email, u.id AS "user", e.id AS employee, e.full_name AS name FROM users u
      JOIN employees e ON e.user_id = u.id WHERE u.theater_id = $1`,
    [theaterId],
  );
  const person = (email: string): (typeof people)[number] | undefined =>
    people.find((candidate) => candidate.email === email);
  const [worker, head] = [person('mont@demo.theatre'), person('zav@demo.theatre')];
  if (worker === undefined || head === undefined) return;
  const project = id('project', 'tour');
  await insertMany(
    context,
    'projects',
    ['id', 'theater_id', 'name', 'code', 'status', 'manager_id', 'starts_on', 'ends_on', 'created_at', 'updated_at'],
    [
      [
        project,
        theaterId,
        'Гастроли в Казани',
        'KZN-26',
        'active',
        head.employee,
        day(context, -10),
        day(context, 20),
        at,
        at,
      ],
    ],
  );
  await insertMany(
    context,
    'project_phases',
    ['id', 'theater_id', 'project_id', 'name', 'sort_order'],
    ['Подготовка', 'Дорога', 'Показы', 'Возвращение'].map((name, index) => [
      id('phase', name),
      theaterId,
      project,
      name,
      index,
    ]),
  );
  await insertMany(
    context,
    'project_members',
    ['id', 'theater_id', 'project_id', 'employee_id', 'role'],
    [
      [id('member', 'head'), theaterId, project, head.employee, 'руководитель'],
      [id('member', 'worker'), theaterId, project, worker.employee, 'монтировщик'],
    ],
  );
  await insertMany(
    context,
    'tasks',
    [
      'id',
      'theater_id',
      'title',
      'project_id',
      'assignee_id',
      'deadline',
      'status',
      'priority',
      'created_at',
      'updated_at',
    ],
    tasks.map(([title, status, who, days]) => [
      id('task', title),
      theaterId,
      title,
      project,
      person(who)?.user ?? null,
      `${day(context, days)}T15:00:00.000Z`,
      status,
      'medium',
      at,
      at,
    ]),
  );
  await insertMany(
    context,
    'task_comments',
    ['id', 'theater_id', 'task_id', 'content', 'author_id', 'author_name', 'created_at', 'updated_at'],
    [
      [
        id('task comment', '1'),
        theaterId,
        id('task', tasks[0]?.[0] ?? ''),
        'Кофр 7 не закрывается, беру запасной.',
        worker.user,
        worker.name,
        at,
        at,
      ],
    ],
  );
  await insertMany(
    context,
    'time_entries',
    [
      'id',
      'theater_id',
      'employee_id',
      'project_id',
      'task_id',
      'phase_id',
      'date',
      'hours',
      'description',
      'status',
      'approved_by_id',
      'approved_by_name',
      'approved_at',
      'created_at',
      'updated_at',
      'created_by_id',
    ],
    hours.map(([days, count, task, status, text]) => [
      id('hours', String(days)),
      theaterId,
      worker.employee,
      project,
      id('task', task),
      id('phase', 'Подготовка'),
      day(context, days),
      count,
      text,
      status,
      status === 'approved' ? head.employee : null,
      status === 'approved' ? head.name : null,
      status === 'approved' ? at : null,
      at,
      at,
      worker.user,
    ]),
  );
  await insertMany(
    context,
    'approval_workflows',
    ['id', 'theater_id', 'time_entry_id', 'approver_id', 'approver_name', 'decision', 'decided_at'],
    hours
      .filter(([, , , status]) => status !== 'draft')
      .flatMap(([days, , , status]) => [
        [
          id('submitted', String(days)),
          theaterId,
          id('hours', String(days)),
          worker.employee,
          worker.name,
          'submitted',
          at,
        ],
        ...(status === 'approved'
          ? [
              [
                id('approved', String(days)),
                theaterId,
                id('hours', String(days)),
                head.employee,
                head.name,
                'approved',
                at,
              ],
            ]
          : []),
      ]),
  );
  await insertMany(
    context,
    'comments',
    ['id', 'theater_id', 'entity_type', 'entity_id', 'author_id', 'author_name', 'content', 'created_at', 'updated_at'],
    [
      [
        id('comment', '1'),
        theaterId,
        'projects',
        project,
        worker.employee,
        worker.name,
        'Фура приходит в шесть утра.',
        at,
        at,
      ],
    ],
  );
}
