/**
 * UUIDs that follow from a name (RFC 9562, version 5): SHA-1 of a namespace and the name. In plain JavaScript, because
 * `shared` runs everywhere, and with everything in one scratch space: posting a count derives tens of thousands of ids.
 */

const NAMESPACE_BYTES = 16;
const BLOCK = 64;
/** The end mark and the length. */
const TAIL = 9;
/** Letters take three bytes at most, surrogates two each. */
const BYTES_PER_UNIT = 3;

const schedule = new Int32Array(80);
const state = new Int32Array(5);
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

interface Scratch {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}
function scratchOf(size: number): Scratch {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer) };
}
const kept = scratchOf(1024);

/** Gives the ids of names within one namespace. */
export function namesWithin(namespace: string): (name: string) => string {
  const digits = namespace.replaceAll('-', '');
  const prefix = Uint8Array.from({ length: NAMESPACE_BYTES }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  return (name) => {
    const most = NAMESPACE_BYTES + name.length * BYTES_PER_UNIT + TAIL + BLOCK;
    const scratch = most <= kept.bytes.length ? kept : scratchOf(most);
    scratch.bytes.set(prefix);
    digest(scratch, writeUtf8(name, scratch.bytes, NAMESPACE_BYTES));
    return uuidOf(state);
  };
}

/** Writes a text from `at` on; answers where it ends. Half a surrogate pair is written as U+FFFD. */
function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
  let end = at;
  for (let index = 0; index < text.length; index += 1) {
    let point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index += 1;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) {
      bytes[end++] = point;
      continue;
    }
    const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    bytes[end++] = ((0xf0 << (3 - more)) & 0xff) | (point >> (6 * more));
    for (let left = more - 1; left >= 0; left -= 1) bytes[end++] = 0x80 | ((point >> (6 * left)) & 0x3f);
  }
  return end;
}

/** SHA-1 of the first bytes, into `state`. */
function digest({ bytes, view }: Scratch, length: number): void {
  const end = Math.ceil((length + TAIL) / BLOCK) * BLOCK;
  bytes.fill(0, length, end);
  bytes[length] = 0x80;
  view.setUint32(end - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end - 4, (length * 8) >>> 0);
  state[0] = 0x67452301;
  state[1] = 0xefcdab89;
  state[2] = 0x98badcfe;
  state[3] = 0x10325476;
  state[4] = 0xc3d2e1f0;
  for (let at = 0; at < end; at += BLOCK) addBlock(view, at);
}

const word = (index: number): number => schedule[index] ?? 0;

function addBlock(view: DataView, at: number): void {
  for (let index = 0; index < 16; index += 1) schedule[index] = view.getInt32(at + index * 4);
  for (let index = 16; index < 80; index += 1) {
    const mixed = word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16);
    schedule[index] = (mixed << 1) | (mixed >>> 31);
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  for (let index = 0; index < 80; index += 1) {
    let mixed: number;
    if (index < 20) mixed = ((b & c) | (~b & d)) + 0x5a827999;
    else if (index < 40) mixed = (b ^ c ^ d) + 0x6ed9eba1;
    else if (index < 60) mixed = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    else mixed = (b ^ c ^ d) + 0xca62c1d6;
    const next = (((a << 5) | (a >>> 27)) + mixed + e + word(index)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
}

/** The first sixteen bytes, with version 5 and the variant of RFC 9562. */
function uuidOf(words: Int32Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  const versioned = (b & 0xffff0fff) | 0x5000;
  const variant = (c & 0x3fffffff) | 0x80000000;
  const head = `${pair(a >>> 16)}${pair(a)}-${pair(versioned >>> 16)}-${pair(versioned)}`;
  return `${head}-${pair(variant >>> 16)}-${pair(variant)}${pair(d >>> 16)}${pair(d)}`;
}

const pair = (value: number): string => `${hex[(value >>> 8) & 0xff] ?? ''}${hex[value & 0xff] ?? ''}`;
