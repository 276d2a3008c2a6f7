/** Bytes of a file as text, in whatever letters it was written. */

/** Letters that calendars and tables come in here. */
export const encodings = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be', 'koi8-r', 'ibm866'] as const;
/** One of them. */
export type Encoding = (typeof encodings)[number];

/** Reads bytes; what is no letter becomes U+FFFD. As `TextDecoder` does. */
export type Decode = (bytes: Uint8Array, encoding: Encoding) => string;

/** A text, and in which letters it was written. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

const beginsWith = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/**
 * UTF by its mark; without one UTF-8, as long as nearly all of it is: a file that was cut within a letter is still
 * that. What else has letters beyond ASCII was written on a Russian Windows.
 */
export function decodeText(bytes: Uint8Array, decode: Decode, said?: Encoding): DecodedText {
  const as = (encoding: Encoding): DecodedText => ({ text: decode(bytes, encoding), encoding });
  if (said !== undefined) return as(said);
  if (beginsWith(bytes, 0xff, 0xfe)) return as('utf-16le');
  if (beginsWith(bytes, 0xfe, 0xff)) return as('utf-16be');
  const utf = as('utf-8');
  const broken = utf.text.split('\uFFFD').length - 1;
  if (broken === 0) return utf;
  const letters = utf.text.match(/[^\0-\u007F\uFFFD]/g)?.length ?? 0;
  const isCut = broken === 1 && utf.text.endsWith('\uFFFD') && letters > 0;
  return isCut || broken * 20 <= letters ? utf : as('windows-1251');
}
