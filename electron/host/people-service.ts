/**
 * The contract's part about people, laptops and the quarantine: each method is one question to the hub, asked as the
 * signed-in person.
 */

import type { z } from 'zod';
import { AppError } from '../../shared/base/app-error.ts';
import { invitationLink } from '../../shared/ipc/invitation-link.ts';
import type { InvitationCode } from '../../shared/ipc/people-contract.ts';
import { peopleRequests } from '../../shared/ipc/people-contract.ts';
import { PeopleClient } from '../sync/people-client.ts';
import { asAppError } from './as-app-error.ts';
import type { ReplicaHost } from './replica-host.ts';

/** A method of the contract that only the hub can answer. */
export type PeopleMethod = keyof typeof peopleRequests;
type PeopleParams<M extends PeopleMethod> = z.infer<(typeof peopleRequests)[M]>;

/** Whether a method is answered here. */
export function isPeopleMethod(method: string): method is PeopleMethod {
  return Object.hasOwn(peopleRequests, method);
}

/**
 * Answers a method; those that begin a session answer what `acceptInvitation` answers, without the session. Throws
 * AppError.
 */
export async function answerPeople(host: ReplicaHost, method: PeopleMethod, raw: unknown): Promise<unknown> {
  const params = <M extends PeopleMethod>(name: M): PeopleParams<M> => {
    const given = peopleRequests[name].safeParse(raw);
    if (!given.success)
      throw new AppError('usage', { problem: `${method}: ${given.error.issues[0]?.message ?? 'invalid'}` });
    return given.data as PeopleParams<M>;
  };
  try {
    return await ask(host, method, params);
  } catch (error) {
    throw asAppError(error, host.hubUrl ?? '');
  }
}

async function ask(
  host: ReplicaHost,
  method: PeopleMethod,
  params: <M extends PeopleMethod>(name: M) => PeopleParams<M>,
): Promise<unknown> {
  const hub = new PeopleClient(host.client);
  switch (method) {
    case 'session.changePassword':
      return changePassword(host, hub, params('session.changePassword'));
    case 'session.acceptInvitation':
      return accept(host, hub, params('session.acceptInvitation'));
    case 'session.recover':
      return recover(host, hub, params('session.recover'));
    case 'people.invite':
      return invite(host, hub, params('people.invite').userId, 'invitation');
    case 'people.resetPassword':
      return invite(host, hub, params('people.resetPassword').userId, 'reset');
    case 'people.signOutEverywhere':
      await hub.signOutEverywhere(params('people.signOutEverywhere').userId);
      return null;
    case 'people.invitations':
      return hub.invitations();
    case 'devices.list':
      return hub.devices();
    case 'devices.revoke': {
      const { deviceId, mode } = params('devices.revoke');
      await hub.revoke(deviceId, mode);
      return null;
    }
    case 'devices.readmit':
      await hub.readmit(params('devices.readmit').deviceId);
      return null;
    case 'quarantine.list':
      return hub.quarantined(params('quarantine.list').deviceId);
    case 'quarantine.decide':
      return hub.decide(params('quarantine.decide'));
  }
}

async function invite(
  host: ReplicaHost,
  hub: PeopleClient,
  userId: string,
  kind: 'invitation' | 'reset',
): Promise<InvitationCode> {
  const made = await hub.invite(userId, kind);
  return { ...made, link: invitationLink(host.client.hubUrl, made.code) };
}

/** Signing in again gives this laptop what it needs to know the new password without the hub. */
async function changePassword(
  host: ReplicaHost,
  hub: PeopleClient,
  { current, next }: PeopleParams<'session.changePassword'>,
): Promise<null> {
  const email = host.sessions.current?.email;
  if (email === undefined) throw new AppError('auth.needed');
  await hub.changePassword(current, next);
  await host.signIn({ hubUrl: host.client.hubUrl, email, password: next });
  return null;
}

async function accept(
  host: ReplicaHost,
  hub: PeopleClient,
  { hubUrl, code, password }: PeopleParams<'session.acceptInvitation'>,
): Promise<{ recoveryCode: string }> {
  const { email, recoveryCode } = await hub.accept(host.hubUrl ?? hubUrl, code, password);
  await host.signIn({ hubUrl, email, password });
  return { recoveryCode };
}

async function recover(
  host: ReplicaHost,
  hub: PeopleClient,
  { hubUrl, ...who }: PeopleParams<'session.recover'>,
): Promise<{ recoveryCode: string }> {
  const { email, recoveryCode } = await hub.recover(host.hubUrl ?? hubUrl, who);
  await host.signIn({ hubUrl, email, password: who.password });
  return { recoveryCode };
}
