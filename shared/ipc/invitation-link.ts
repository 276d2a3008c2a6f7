/**
 * The link that an invitation is handed over by, `offstage://accept?hub=…&code=…`, and the interface's own address for
 * the same, `#/accept/<code>/<hub>`. Pure: the shell, the companion's page and the field for the code read it alike.
 */

/** What a link says. `hub` is absent where the link names none. */
export interface InvitationAddress {
  readonly code: string;
  readonly hub: string | undefined;
}

/** A printed code with or without its dashes; `readCode` decides whether it is one. */
const CODE = /^[\p{L}\d-]{1,100}$/u;
const MAX_HUB = 500;

/** What a laptop opens when somebody follows an invitation. */
export function invitationLink(hubUrl: string, code: string): string {
  return `offstage://accept?${new URLSearchParams({ hub: hubUrl, code }).toString()}`;
}

function hubOf(text: string | null | undefined): string | undefined {
  if (text === undefined || text === null || text.length > MAX_HUB || !URL.canParse(text)) return undefined;
  return ['http:', 'https:'].includes(new URL(text).protocol) ? text : undefined;
}

/** Reads a link, or the text that somebody pasted; undefined for anything that is no invitation. */
export function readInvitationLink(text: string): InvitationAddress | undefined {
  const wanted = text.trim();
  if (!URL.canParse(wanted)) return undefined;
  const url = new URL(wanted);
  const code = url.searchParams.get('code') ?? '';
  if (url.protocol !== 'offstage:' || url.hostname !== 'accept' || !CODE.test(code)) return undefined;
  return { code, hub: hubOf(url.searchParams.get('hub')) };
}

/** The interface's address for a link. */
export function invitationRoute({ code, hub }: InvitationAddress): string {
  return ['#/accept', code, ...(hub === undefined ? [] : [hub])]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
}

/** Reads the two parts of such an address as they stand in it; undefined where they are no invitation. */
export function readInvitationRoute(code = '', hub = ''): InvitationAddress | undefined {
  try {
    const read = decodeURIComponent(code);
    return CODE.test(read) ? { code: read, hub: hubOf(decodeURIComponent(hub)) } : undefined;
  } catch {
    // A lone percent sign: somebody has typed into the address.
    return undefined;
  }
}
