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
  return `offstage://accept?hub=${encodeURIComponent(hubUrl)}&code=${encodeURIComponent(code)}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: somebody has typed into the address.
    return undefined;
  }
}

/** A hub's address is one of the web; anything else is left out. */
const hubOf = (text: string | undefined): string | undefined =>
  text !== undefined && text.length <= MAX_HUB && /^https?:\/\/[^\s/?#]/iu.test(text) ? text : undefined;

/** Reads a link, or the text that somebody pasted; undefined for anything that is no invitation. */
export function readInvitationLink(text: string): InvitationAddress | undefined {
  const query = /^offstage:\/\/accept\/?\?(\S+)$/iu.exec(text.trim())?.[1];
  if (query === undefined) return undefined;
  const parts = new Map(
    query.split('&').map((part): readonly [string, string | undefined] => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name, decoded(value)];
    }),
  );
  const code = parts.get('code') ?? '';
  return CODE.test(code) ? { code, hub: hubOf(parts.get('hub')) } : undefined;
}

/** The interface's address for a link. */
export function invitationRoute({ code, hub }: InvitationAddress): string {
  return ['#/accept', code, ...(hub === undefined ? [] : [hub])]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
}

/** An invitation of its two parts, as a router has decoded them; undefined where they are none. */
export function invitationOf(code: string, hub = ''): InvitationAddress | undefined {
  return CODE.test(code) ? { code, hub: hubOf(hub) } : undefined;
}

/** Reads the two parts of such an address as they stand in it; undefined where they are no invitation. */
export function readInvitationRoute(code = '', hub = ''): InvitationAddress | undefined {
  const from = decoded(hub);
  return from === undefined ? undefined : invitationOf(decoded(code) ?? '', from);
}
