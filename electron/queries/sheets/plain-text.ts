/** Texts of people as files take them. */

/** Control characters but for the tab and the line break, halves of characters, and code points that are none. */
const NOT_TEXT = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** Without what nothing shows and XML refuses; lines end with `\n`, whichever system they were typed on. */
export const plainText = (text: string): string => text.replaceAll(/\r\n?/gu, '\n').replaceAll(NOT_TEXT, '');
