/** A laptop as the hub sees it: nothing but HTTP. For tests that try what our own client would never do. */
import { newId } from '../../shared/base/ids.ts';
import { PASSWORD } from './keys.ts';

export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export interface Tokens {
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly userId: string;
  readonly theaterId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const body = parsed as Record<string, unknown>;
  return {
    status: response.status,
    code: typeof body['code'] === 'string' ? body['code'] : '',
    body,
    headers: response.headers,
  };
}

/** POST of JSON. */
export async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return answer(
    await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** GET with an access token, or with none. */
export async function get(url: string, path: string, token?: string): Promise<Answer> {
  return answer(await fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }));
}

/** Registers a laptop; the answer as it came. */
export function tryRegister(
  url: string,
  email: string,
  deviceId = newId(),
  headers: Readonly<Record<string, string>> = {},
  password = PASSWORD,
): Promise<Answer> {
  return post(url, '/v1/auth/register-device', { email, password, deviceId, deviceName: 'Ноутбук' }, headers);
}

/** Registers a laptop; throws where the hub refuses. */
export async function register(
  url: string,
  email: string,
  deviceId = newId(),
  headers: Readonly<Record<string, string>> = {},
  password = PASSWORD,
): Promise<Tokens> {
  const { status, body, code } = await tryRegister(url, email, deviceId, headers, password);
  if (status !== 200) throw new Error(`registration: ${status} ${code}`);
  return body as unknown as Tokens;
}

export const deviceHeader = ({
  deviceId,
  deviceToken,
}: Pick<Tokens, 'deviceId' | 'deviceToken'>): { authorization: string } => ({
  authorization: `Bearer ${deviceId}.${deviceToken}`,
});

/** One mutation as a laptop pushes it. */
export function pushOne(
  url: string,
  laptop: Pick<Tokens, 'deviceId' | 'deviceToken'>,
  authorId: string,
  sequence: number,
  name: string,
  args: unknown,
): Promise<Answer> {
  const mutation = {
    id: newId(),
    sequence,
    name,
    args,
    authorId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  };
  return post(
    url,
    '/v1/push',
    { deviceId: laptop.deviceId, schemaVersion: 1, mutations: [mutation] },
    deviceHeader(laptop),
  );
}
