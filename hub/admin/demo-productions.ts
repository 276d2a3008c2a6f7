/** The two productions of the demo theatre that are told in full: passport, run sheet, checklists, needs, company. */
import { generateNKeysBetween } from 'fractional-indexing';
import { seasonOf } from '../../shared/rules/season.ts';
import { chayka } from './demo-chayka.ts';
import { houseChecklists } from './demo-checklists.ts';
import type { DemoChecklist, DemoLine, DemoProduction, DemoScene } from './demo-form.ts';
import { demoVenues } from './demo-plan.ts';
import { sad } from './demo-sad.ts';
import type { Stage } from './demo-stage.ts';

export const toldInFull: readonly DemoProduction[] = [chayka, sad];

/** Adds everything that productions are made of, and templates of the house. */
export async function addProductionsInFull(stage: Stage): Promise<void> {
  for (const production of toldInFull) {
    await addVariant(stage, production);
    await addPassport(stage, production);
    await addNeeds(stage, production);
    await addRunSheet(stage, production);
    await addChecklists(stage, production.title, production.checklists);
    await addMembers(stage, production);
    await addCondition(stage, production);
  }
  await addChecklists(stage, null, houseChecklists);
  // Of the others somebody answers for what is said in general.
  await stage.context.client.query(
    `UPDATE passport_sections SET responsible_id = $2 WHERE theater_id = $1 AND section_type = 'general'
      AND responsible_id IS NULL`,
    [stage.context.theaterId, stage.person('stageManager')?.userId ?? null],
  );
}

/** Venues beside those of every theatre; before everything that names one. */
export async function addVenues({ client, theaterId, at, id }: Stage['context']): Promise<void> {
  for (const venue of demoVenues)
    await client.query(
      `INSERT INTO venues (id, theater_id, name, code, type, capacity, city, timezone, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        id('venue', venue.code),
        theaterId,
        venue.name,
        venue.code,
        venue.type,
        venue.capacity,
        venue.city,
        venue.timezone,
        at,
      ],
    );
}

/** The id of a production's tour variant. */
export const variantOf = (stage: Stage, title: string): string => stage.context.id('variant', title);

const times = ({ context: { at } }: Stage): { readonly created_at: string; readonly updated_at: string } => ({
  created_at: at,
  updated_at: at,
});

async function addVariant(stage: Stage, { title, tour }: DemoProduction): Promise<void> {
  if (tour === null) return;
  const { id } = stage.context;
  await stage.insert('performance_variants', [
    {
      id: variantOf(stage, title),
      performance_id: stage.production(title),
      name: tour.name,
      note: tour.note,
      sort_order: 0,
      ...times(stage),
    },
  ]);
  await stage.insert(
    'variant_inventory',
    tour.needs.flatMap(([key, quantity, notes]) => {
      const thing = stage.thing(key);
      return thing === undefined
        ? []
        : [
            {
              id: id('variant need', title, key),
              variant_id: variantOf(stage, title),
              inventory_item_id: thing,
              quantity,
              notes,
            },
          ];
    }),
  );
}

async function addPassport(stage: Stage, { title, sections }: DemoProduction): Promise<void> {
  const { id } = stage.context;
  const sectionId = (name: string, isTour: boolean): string => id('section', title, name, isTour ? 'tour' : 'base');
  const ordered = sections.map((section, index) => ({ section, index }));
  // What stands in another's place comes after it: the database holds the reference at once.
  await stage.insert(
    'passport_sections',
    ordered.map(({ section, index }) => {
      const responsible = stage.person(section.responsible ?? '');
      return {
        id: sectionId(section.title, section.replaces !== undefined),
        performance_id: stage.production(title),
        section_type: section.type,
        title: section.title,
        content: section.content,
        responsible_id: responsible?.userId ?? null,
        department_id: stage.department(section.department),
        variant_id: section.replaces === undefined ? null : variantOf(stage, title),
        replaces_id: section.replaces === undefined ? null : sectionId(section.replaces, false),
        checked_at: section.checked === undefined ? null : stage.moment(-section.checked, '15:20'),
        checked_by_name: section.checked === undefined ? null : (responsible?.name ?? null),
        sort_order: index,
        ...times(stage),
      };
    }),
  );
}

async function addNeeds(stage: Stage, { title, needs }: DemoProduction): Promise<void> {
  await stage.insert(
    'performance_inventory',
    needs.flatMap(([key, quantity, note]) => {
      const thing = stage.thing(key);
      if (thing === undefined) return [];
      return [
        {
          id: needId(stage, title, key),
          performance_id: stage.production(title),
          inventory_item_id: thing,
          quantity,
          notes: note === undefined || note === 'consumable' ? null : note,
          is_consumable: note === 'consumable',
          created_at: stage.context.at,
        },
      ];
    }),
  );
}

const needId = (stage: Stage, title: string, key: string): string => stage.context.id('need', title, key);
export const sceneId = (stage: Stage, title: string, number: string): string =>
  stage.context.id('scene', title, number);

async function addRunSheet(stage: Stage, production: DemoProduction): Promise<void> {
  const { title, scenes } = production;
  const ranks = generateNKeysBetween(null, null, scenes.length);
  await stage.insert(
    'scenes',
    scenes.map((scene, index) => ({
      id: sceneId(stage, title, scene.number),
      performance_id: stage.production(title),
      act: scene.act,
      number: scene.number,
      title: scene.title,
      place: scene.place,
      duration_minutes: scene.minutes,
      rank: ranks[index] ?? '',
      ...times(stage),
    })),
  );
  const rows = scenes.flatMap((scene) => linesOf(stage, production, scene));
  await stage.insert('run_sheet_lines', rows);
}

/** Rows of a scene's lines, those of the tour beside those in whose place they stand. */
function linesOf(
  stage: Stage,
  { title, needs }: DemoProduction,
  scene: DemoScene,
): Record<string, string | number | boolean | null>[] {
  const { id } = stage.context;
  const count = scene.lines.length * 2;
  const ranks = generateNKeysBetween(null, null, count);
  const row = (line: DemoLine, key: readonly string[], rank: string) => {
    const person = stage.person(line.who ?? '');
    const isNeeded = needs.some(([thing]) => thing === line.thing) && stage.thing(line.thing) !== undefined;
    return {
      id: id('line', title, scene.number, ...key),
      scene_id: sceneId(stage, title, scene.number),
      variant_id: null,
      replaces_id: null,
      is_left_out: false,
      department_id: stage.department(line.department),
      action: line.action,
      performance_inventory_id: isNeeded && line.thing !== undefined ? needId(stage, title, line.thing) : null,
      what: line.what,
      quantity: line.quantity ?? null,
      from_place: line.from,
      to_place: line.to,
      who_id: person?.employeeId ?? null,
      who: person === undefined ? line.who : null,
      cue: line.cue,
      note: line.note ?? null,
      rank,
      ...times(stage),
    };
  };
  return scene.lines.flatMap((line, index) => {
    const base = row(line, [String(index)], ranks[index * 2] ?? '');
    if (line.tour === undefined) return [base];
    const inItsPlace = {
      ...row(line.tour ?? line, [String(index), 'tour'], ranks[index * 2 + 1] ?? ''),
      variant_id: variantOf(stage, title),
      replaces_id: base.id,
      is_left_out: line.tour === null,
    };
    return [base, inItsPlace];
  });
}

export const checklistId = (stage: Stage, title: string | null, name: string): string =>
  stage.context.id('checklist', title ?? 'house', name);
export const pointId = (stage: Stage, title: string | null, name: string, point: string): string =>
  stage.context.id('point', title ?? 'house', name, point);

async function addChecklists(stage: Stage, title: string | null, lists: readonly DemoChecklist[]): Promise<void> {
  await stage.insert(
    'performance_checklists',
    lists.map(({ name, phase, department }, index) => ({
      id: checklistId(stage, title, name),
      performance_id: title === null ? null : stage.production(title),
      department_id: stage.department(department),
      name,
      phase,
      sort_order: index,
      ...times(stage),
    })),
  );
  await stage.insert(
    'checklist_items',
    lists.flatMap((list) =>
      list.points.map((point, index) => ({
        id: pointId(stage, title, list.name, point.title),
        checklist_id: checklistId(stage, title, list.name),
        title: point.title,
        note: point.note ?? null,
        sort_order: index,
        is_critical: point.isCritical ?? false,
        responsible_id: stage.person(point.who ?? '')?.employeeId ?? null,
        inventory_item_id: stage.thing(point.thing) ?? null,
      })),
    ),
  );
}

async function addMembers(stage: Stage, { title, members }: DemoProduction): Promise<void> {
  await stage.insert(
    'performance_members',
    members.flatMap(([who, what, department, standIn], index) => {
      const person = stage.person(who);
      return person === undefined
        ? []
        : [
            {
              id: stage.context.id('member', title, who, what),
              performance_id: stage.production(title),
              employee_id: person.employeeId,
              function: what,
              is_substitute: standIn !== undefined,
              department_id: stage.department(department),
              ...times(stage),
              // They stand in the order in which they were entered.
              created_at: new Date(Date.parse(stage.context.at) + index).toISOString(),
            },
          ];
    }),
  );
}

/** This season as it is said, and last season better. */
async function addCondition(stage: Stage, { title, condition }: DemoProduction): Promise<void> {
  const season = seasonOf(stage.day(0));
  const assessed = { assessed_by_id: stage.person('head')?.userId ?? null, assessed_at: stage.moment(-30, '12:00') };
  await stage.insert(
    'performance_condition',
    condition.flatMap(([department, state, notes]) => [
      {
        id: stage.context.id('condition', title, department, 'this'),
        performance_id: stage.production(title),
        season,
        department_id: stage.department(department),
        condition: state,
        notes,
        ...assessed,
        ...times(stage),
      },
      {
        id: stage.context.id('condition', title, department, 'last'),
        performance_id: stage.production(title),
        season: season - 1,
        department_id: stage.department(department),
        condition: 'good',
        notes: null,
        ...assessed,
        ...times(stage),
      },
    ]),
  );
}
