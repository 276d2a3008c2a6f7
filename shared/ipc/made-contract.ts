/** Things that are made on request and then fetched by their address: sheets, spreadsheets, labels. */

/** What was made. Kept by the host for a while, for this laptop's window alone (`madePath`). */
export interface MadeFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
}
