/** How long the hub waits at most, in milliseconds; tests make it short. */
export interface HubDeadlines {
  /** A push for a lock of the database; shorter than a laptop waits for its answer. */
  readonly lockMs: number;
  /** A push for one statement, and Postgres for the next statement of a push. */
  readonly stepMs: number;
  /** The replication stream for a transaction to be taken in. */
  readonly takeMs: number;
  /** The replication stream for a sign of life from Postgres. */
  readonly silenceMs: number;
}

/** What a theatre of hundreds of laptops never reaches, and a person still waits for. */
export const HUB_DEADLINES: HubDeadlines = { lockMs: 20_000, stepMs: 60_000, takeMs: 60_000, silenceMs: 60_000 };
