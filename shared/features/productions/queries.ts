/** What screens ask about productions. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { Availability, Need } from '../../rules/availability.ts';
import type { Row } from '../../schema/catalog.ts';

const one = z.strictObject({ id: z.uuid() });
const inVariant = z.strictObject({ id: z.uuid(), variant: z.uuid().nullable() });

/** Posters that a screen shows at once. */
export const MOST_POSTERS = 500;

/** The first picture that hangs on a production, by the production; those without one are missing. */
export const productionPosters = declareQuery<Readonly<Record<string, FileView>>>()(
  'productions.posters',
  z.strictObject({ ids: z.array(z.uuid()).max(MOST_POSTERS).readonly() }),
);

/** An evening as a production's page names it. Days and times are those of the place. */
export interface ProductionDate {
  readonly eventId: string;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM:SS` */
  readonly start: string | null;
  readonly type: Row<'schedule_events'>['event_type'];
  readonly place: string | null;
  readonly variant: string | null;
  readonly variantId: string | null;
}

/** How a department is this season, and what of its things is broken. */
export interface DepartmentCondition {
  readonly departmentId: string;
  readonly code: string;
  readonly name: string;
  /** The row of this season; null where nobody has said. */
  readonly conditionId: string | null;
  readonly condition: Row<'performance_condition'>['condition'] | null;
  readonly notes: string | null;
  /** Things of this department that are out of use. */
  readonly inRepair: number;
}

/** A variant, and how much of it differs from the base. */
export interface VariantView {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly sections: number;
  readonly lines: number;
  readonly things: number;
  readonly checklists: number;
  /** Events, still to come, that name it. */
  readonly events: number;
}

/** What stands above every tab. */
export interface ProductionHead {
  readonly production: Pick<
    Row<'performances'>,
    | 'id'
    | 'title'
    | 'subtitle'
    | 'author'
    | 'director'
    | 'composer'
    | 'choreographer'
    | 'artist'
    | 'genre'
    | 'age_rating'
    | 'duration_minutes'
    | 'intermissions'
    | 'premiere_date'
    | 'status'
    | 'description'
  >;
  readonly poster: FileView | null;
  /** Whether something of it has not been sent yet. */
  readonly isPending: boolean;
  /** The season that has begun last: the year of its September. */
  readonly season: number;
  /** The theatre's. */
  readonly today: string;
  /** Shows still to come, the next first. */
  readonly next: readonly ProductionDate[];
  readonly departments: readonly DepartmentCondition[];
  readonly variants: readonly VariantView[];
}

/** A live production; null where there is none. */
export const productionHead = declareQuery<ProductionHead | null>()('productions.head', one);

/** A change of something that belongs to a production. */
export interface ProductionChange {
  readonly id: string;
  readonly table: string;
  readonly rowId: string;
  readonly label: string;
  readonly action: string;
  readonly by: string | null;
  readonly at: string;
  /** Columns that changed, where it was an edit. */
  readonly columns: readonly string[];
}

/** A fault that is not mended. */
export interface OpenFault {
  readonly id: string;
  readonly title: string;
  readonly severity: Row<'faults'>['severity'];
  readonly status: Row<'faults'>['status'];
  readonly itemId: string | null;
  readonly item: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** What is told of a production besides its head. */
export interface ProductionOverview {
  /** Shows that are over, the last first. */
  readonly last: readonly ProductionDate[];
  readonly played: number;
  readonly changes: readonly ProductionChange[];
  readonly faults: readonly OpenFault[];
  /** What is not told yet of the passport: sections that nobody answers for. */
  readonly unanswered: number;
}
export const productionOverview = declareQuery<ProductionOverview>()('productions.overview', one);

/** A thing that a production needs, as the list of its things shows it. */
export interface NeededThing extends Need {
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  /** Kilograms of one, as a decimal. */
  readonly weight: string | null;
  readonly categoryId: string | null;
  readonly category: string | null;
  readonly departmentId: string | null;
  readonly department: string | null;
  readonly departmentCode: string | null;
  readonly status: Row<'inventory_items'>['status'];
  readonly condition: Row<'inventory_items'>['condition'];
  /** Where most of it stands. */
  readonly place: string | null;
  /** In how many places besides. */
  readonly otherPlaces: number;
  readonly notes: string | null;
  readonly isConsumable: boolean;
  readonly cover: FileView | null;
  readonly isPending: boolean;
  readonly availability: Availability;
}

/** `date` is the evening that free and short are told for; null where none is to come: then they are told of today. */
export interface ProductionInventory {
  readonly date: ProductionDate | null;
  readonly things: readonly NeededThing[];
}
/** For the next evening of that variant; of the base, for the next one of any. */
export const productionInventory = declareQuery<ProductionInventory>()('productions.inventory', inVariant);

/** A point of a checklist. */
export interface ChecklistPoint {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly isCritical: boolean;
  readonly responsibleId: string | null;
  readonly responsible: string | null;
  readonly itemId: string | null;
  readonly item: string | null;
}

/** A checklist with its points, in their order. */
export interface ChecklistView {
  readonly id: string;
  readonly name: string;
  readonly phase: Row<'performance_checklists'>['phase'];
  readonly departmentId: string | null;
  readonly department: string | null;
  readonly departmentCode: string | null;
  readonly variantId: string | null;
  readonly points: readonly ChecklistPoint[];
}

/** Checklists of a production, in the order of phases; without one, templates of the house. */
export const checklistsOf = declareQuery<readonly ChecklistView[]>()(
  'productions.checklists',
  z.strictObject({ performanceId: z.uuid().nullable() }),
);

/** Somebody who works on a production. */
export interface MemberView {
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  readonly position: string | null;
  readonly function: string;
  readonly isSubstitute: boolean;
  readonly departmentId: string | null;
  readonly department: string | null;
  readonly departmentCode: string | null;
}

/** Who works on a production, as what. */
export const productionTeam = declareQuery<readonly MemberView[]>()('productions.team', one);

/** A note of an evening. */
export interface ReportNote {
  readonly id: string;
  readonly kind: Row<'show_notes'>['kind'];
  readonly severity: Row<'show_notes'>['severity'];
  readonly text: string;
  readonly department: string | null;
  readonly departmentCode: string | null;
  readonly scene: string | null;
  readonly at: string | null;
  readonly faultId: string | null;
  readonly taskId: string | null;
  readonly isAddendum: boolean;
}

/** An evening that was played, with what was reported of it. */
export interface ReportView {
  readonly eventId: string;
  readonly title: string;
  readonly date: string;
  readonly status: Row<'show_reports'>['status'] | null;
  readonly attendance: number | null;
  readonly summary: string | null;
  readonly signedBy: string | null;
  readonly signedAt: string | null;
  /** When the first act began. */
  readonly began: string | null;
  /** When the last act ended. */
  readonly ended: string | null;
  readonly notes: readonly ReportNote[];
}

/** How a department was in a season. */
export interface SeasonCondition {
  readonly season: number;
  readonly departmentId: string | null;
  readonly condition: Row<'performance_condition'>['condition'];
}

/** Evenings with a report or a note, the last first; condition by season; faults that are open. */
export interface ProductionReports {
  readonly reports: readonly ReportView[];
  readonly conditions: readonly SeasonCondition[];
  readonly faults: readonly OpenFault[];
}
export const productionReports = declareQuery<ProductionReports>()('productions.reports', one);
