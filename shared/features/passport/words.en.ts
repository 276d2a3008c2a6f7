/** The passport of a production: sections, variants, history, reading in the wings. In English. */
export const passportEn = {} as const;
