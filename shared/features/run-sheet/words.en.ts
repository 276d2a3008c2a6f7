/** The run sheet of a production. In English. */
export const runSheetEn = {} as const;
