/** The languages that the program speaks. */
export type Language = 'ru' | 'en';
export const languages: readonly Language[] = ['ru', 'en'];
