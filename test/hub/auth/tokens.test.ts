/** Access tokens: what is remembered of them does not outlive them, and nobody else's is taken. */
import { expect, test } from 'vitest';
import { AccessTokens } from '../../../hub/auth/tokens.ts';

const claims = { userId: 'u', theaterId: 't', deviceId: 'd', sessionId: 's' };
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 29, 12, minutes));

test('a token that was found valid before is not once it has expired, however often it was shown', async () => {
  const tokens = await AccessTokens.of(new Uint8Array(32).fill(1));
  const token = await tokens.sign(claims, at(0));
  for (const minutes of [0, 1, 14]) expect(await tokens.verify(token, at(minutes))).toEqual(claims);
  for (const minutes of [15, 16]) expect(await tokens.verify(token, at(minutes))).toBeUndefined();
});

test('an altered token and one of another hub are not taken, also beside one that was', async () => {
  const tokens = await AccessTokens.of(new Uint8Array(32).fill(1));
  const others = await AccessTokens.of(new Uint8Array(32).fill(2));
  const token = await tokens.sign(claims, at(0));
  expect(await tokens.verify(token, at(1))).toEqual(claims);
  const [head = '', body = '', signature = ''] = token.split('.');
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"sub":"u"', '"sub":"v"')).toString(
    'base64url',
  );
  expect(await tokens.verify(`${head}.${forged}.${signature}`, at(1))).toBeUndefined();
  expect(await others.verify(token, at(1))).toBeUndefined();
});
