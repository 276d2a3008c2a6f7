/** People, laptops and the quarantine as the hub answers about them; the signed-in person asks. */
import { z } from 'zod';
import {
  invitationCode,
  type LaptopView,
  laptopView,
  type OpenInvitation,
  openInvitation,
  type QuarantinedView,
  type QuarantineOutcome,
  quarantinedView,
  quarantineOutcome,
  type RevocationMode,
} from '../../shared/ipc/people-contract.ts';
import { type MemberLaptop, memberLaptop } from '../../shared/ipc/ready-contract.ts';
import { type AcceptReply, acceptReply } from '../../shared/protocol/people.ts';
import { type HubClient, HubFailure } from './hub-client.ts';

const done = z.object({ ok: z.literal(true) });

async function parsed<T>(path: string, response: Response, schema: z.ZodType<T>): Promise<T> {
  const answer = schema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw new HubFailure('rubbish', 'hub.answer', `the hub answered ${path} in an unknown form`);
  return answer.data;
}

/** Every answer is parsed; every failure is a HubFailure. */
export class PeopleClient {
  readonly #client: HubClient;

  constructor(client: HubClient) {
    this.#client = client;
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return parsed(path, await this.#client.asPerson(path), schema);
  }

  async #post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return parsed(path, await this.#client.asPerson(path, body), schema);
  }

  /** Sets the password of an invitation's person; they sign in with it afterwards. */
  async accept(hubUrl: string, code: string, password: string): Promise<AcceptReply> {
    const path = '/v1/auth/accept-invitation';
    return parsed(path, await this.#client.anonymous(path, { code, password }, hubUrl), acceptReply);
  }

  /** Sets a new password with a recovery code, which is spent; the answer holds the next one. */
  async recover(
    hubUrl: string,
    who: { readonly email: string; readonly code: string; readonly password: string },
  ): Promise<AcceptReply> {
    const path = '/v1/auth/recover';
    return parsed(path, await this.#client.anonymous(path, who, hubUrl), acceptReply);
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.#post('/v1/auth/change-password', { current, next }, done);
  }

  invite(userId: string, kind: 'invitation' | 'reset'): Promise<z.infer<typeof invitationCode>> {
    return this.#post(`/v1/people/${userId}/invitation`, { kind }, invitationCode);
  }

  async signOutEverywhere(userId: string): Promise<void> {
    await this.#post(`/v1/people/${userId}/sign-out`, {}, done);
  }

  async invitations(): Promise<readonly OpenInvitation[]> {
    return (await this.#get('/v1/invitations', z.object({ invitations: z.array(openInvitation) }))).invitations;
  }

  async devices(): Promise<readonly LaptopView[]> {
    return (await this.#get('/v1/devices', z.object({ devices: z.array(laptopView) }))).devices;
  }

  /** Of the people of a tour, the laptops that they were last seen on. */
  async laptopsOfTour(tourId: string): Promise<readonly MemberLaptop[]> {
    const answer = await this.#get(`/v1/tours/${tourId}/laptops`, z.object({ laptops: z.array(memberLaptop) }));
    return answer.laptops;
  }

  async revoke(deviceId: string, mode: RevocationMode): Promise<void> {
    await this.#post(`/v1/devices/${deviceId}/revoke`, { mode }, done);
  }

  async readmit(deviceId: string): Promise<void> {
    await this.#post(`/v1/devices/${deviceId}/readmit`, {}, done);
  }

  async quarantined(deviceId: string | undefined): Promise<readonly QuarantinedView[]> {
    const query = deviceId === undefined ? '' : `?deviceId=${deviceId}`;
    return (await this.#get(`/v1/quarantine${query}`, z.object({ quarantined: z.array(quarantinedView) }))).quarantined;
  }

  async decide(decision: {
    readonly ids: readonly string[];
    readonly decision: 'accept' | 'refuse';
    readonly note?: string | undefined;
  }): Promise<readonly QuarantineOutcome[]> {
    return (await this.#post('/v1/quarantine/decide', decision, z.object({ outcomes: z.array(quarantineOutcome) })))
      .outcomes;
  }
}
