/** Links that the system hands over: an invitation leads to its acceptance, early links wait for the page. */
import { expect, test } from 'vitest';
import { LinkOpener, linkAmong, routeOfDeepLink } from '../../../electron/main/deep-link.ts';
import {
  invitationLink,
  invitationRoute,
  readInvitationLink,
  readInvitationRoute,
} from '../../../shared/ipc/invitation-link.ts';
import { makeCode } from '../../../shared/rules/printed-code.ts';

const HUB = 'https://театр.example:5170/hub?a=b/c';
const CODE = makeCode(new Uint8Array(16).fill(7));

test('an invitation followed in the shell leads to its acceptance, with the code and the hub it names', () => {
  const route = routeOfDeepLink(invitationLink(HUB, CODE));
  expect(route).toBe(invitationRoute({ code: CODE, hub: HUB }));
  const [page, code, hub, ...rest] = (route ?? '').replace('#/', '').split('/');
  expect([page, rest]).toEqual(['accept', []]);
  expect(readInvitationRoute(code, hub)).toEqual({ code: CODE, hub: HUB });
});

test('an invitation without a hub, in another alphabet or with blanks around it is read; what is none is not', () => {
  expect(readInvitationLink(` offstage://accept/?code=${CODE.toLowerCase()} \n`)).toEqual({
    code: CODE.toLowerCase(),
    hub: undefined,
  });
  expect(readInvitationLink('offstage://accept?code=АВ-12')).toEqual({ code: 'АВ-12', hub: undefined });
  const none = ['offstage://accept', 'offstage://accept?code=%2F..', `https://accept?code=${CODE}`, CODE, ''];
  expect(none.map(readInvitationLink)).toEqual(none.map(() => undefined));
  expect(readInvitationLink(`offstage://accept?code=${CODE}&hub=javascript:alert(1)`)?.hub).toBeUndefined();
  expect([readInvitationRoute('%'), readInvitationRoute('a', '%'), readInvitationRoute('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a link that comes before the window waits for it; the newest wins and is shown once', () => {
  const links = new LinkOpener();
  const shown: string[] = [];
  links.open(linkAmong(['offstage', '--profile=b', 'offstage://counts']));
  links.open('offstage://attention');
  links.open('offstage://nowhere');
  links.open(undefined);
  links.pageIs((route) => shown.push(route));
  links.pageIs((route) => shown.push(route));
  expect(shown).toEqual(['#/attention']);
  links.open('offstage://locations');
  links.pageIsGone();
  links.open('offstage://inventory');
  expect(shown).toEqual(['#/attention', '#/locations']);
  links.pageIs((route) => shown.push(route));
  expect(shown.at(-1)).toBe('#/inventory');
});
