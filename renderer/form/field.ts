/** A field of a form over the catalog, as its control knows it. */
import type { Column, JsonValue } from '../../shared/schema/define.ts';

export interface Field {
  readonly name: string;
  readonly column: Column;
  readonly label: string;
  /** What stands there now, whoever wrote it. */
  readonly value: JsonValue;
  /** What was typed (as text) or chosen and is not saved; undefined while the field is not being edited. */
  readonly typed: JsonValue | undefined;
  /** Found as it had been left, by an earlier visit or an earlier run of the program. */
  readonly isRestored: boolean;
  /** Somebody else has written here since the person began. */
  readonly isChangedMeanwhile: boolean;
  /** Why it cannot be saved as it stands. */
  readonly problem: string | undefined;
  /** Read out as soon as it stands there: of several problems at once, the first. */
  readonly isAnnounced: boolean;
  /** A value that could be saved in its place, where the rules know one. */
  readonly proposal: string | undefined;
  /** Saves by itself, with a name beside it; otherwise it is part of a form that is sent as a whole. */
  readonly isInPlace: boolean;
  /** Every stroke. */
  readonly type: (typed: JsonValue) => void;
  /** The person has decided for what was typed; in a form nothing happens yet. */
  readonly decide: () => void;
  /** The person has chosen, having seen `seen`. */
  readonly choose: (value: JsonValue, seen: JsonValue) => void;
  /** What was typed goes; what stands there stays. */
  readonly giveUp: () => void;
  /** The person has seen what somebody else wrote, and stays with their own. */
  readonly stay: () => void;
}
