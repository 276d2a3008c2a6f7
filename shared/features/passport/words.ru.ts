/** The passport of a production: sections, variants, history, reading in the wings. In Russian. */
export const passportRu = {} as const;
