/** The run sheet of a production. In Russian. */
export const runSheetRu = {} as const;
