/** The languages that the program speaks. */
export type Language = 'ru' | 'en';
/** The first is the original, and what is spoken where nobody has chosen. */
export const languages: readonly Language[] = ['ru', 'en'];
