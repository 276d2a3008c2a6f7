/** What is kept of a section while somebody writes it: the same draft as that of its form among the records. */

/** The form's name. */
export const draftName = (id: string): string => `passport_sections/${id}`;
/** The field. */
export const CONTENT = 'content';
