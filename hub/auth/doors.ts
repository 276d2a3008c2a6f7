/**
 * Who stands at the door: asked from the headers alone, before a byte of the body is read. A route names its door; its
 * handler then knows who it is.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import {
  authenticateBringer,
  authenticateDevice,
  authenticatePerson,
  authenticateRevoked,
  type Device,
  parseDeviceToken,
  type RevokedDevice,
} from './sessions.ts';
import type { AccessClaims } from './tokens.ts';

/** Requests of one laptop at a time; its own pusher makes one, and another after it gave up waiting. */
const REQUESTS_OF_A_LAPTOP = 4;

/** A laptop, and the theatre that it belongs to. */
export interface Member {
  readonly theaterId: string;
  readonly deviceId: string;
}

type Door = { readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void> };

/** One per hub. Whoever has come through a door is kept with the request, and is gone with it. */
export class Doors {
  readonly #hub: HubContext;
  readonly #devices = new WeakMap<FastifyRequest, Device>();
  readonly #people = new WeakMap<FastifyRequest, AccessClaims>();
  readonly #revoked = new WeakMap<FastifyRequest, RevokedDevice>();
  readonly #members = new WeakMap<FastifyRequest, Member>();
  readonly #inside = new Map<string, number>();

  constructor(hub: HubContext) {
    this.#hub = hub;
  }

  /**
   * For laptops, by their device token. Throws HttpFailure 401, 403, or 429 `hub.busy` for one that asks too much at
   * once.
   */
  readonly device: Door = {
    onRequest: async (request, reply) => {
      const device = await authenticateDevice(this.#hub, request.headers.authorization);
      // Gone while it was asked who it is: its end has been announced already, and would never be counted.
      if (reply.raw.destroyed) throw new HttpFailure(499, 'client.gone', 'The laptop has hung up.');
      const count = (this.#inside.get(device.id) ?? 0) + 1;
      if (count > REQUESTS_OF_A_LAPTOP)
        throw new HttpFailure(429, 'hub.busy', 'This laptop asks too much at once.', { seconds: 2 });
      this.#inside.set(device.id, count);
      reply.raw.once('close', () => {
        const left = (this.#inside.get(device.id) ?? 1) - 1;
        if (left === 0) this.#inside.delete(device.id);
        else this.#inside.set(device.id, left);
      });
      this.#devices.set(request, device);
    },
  };

  /** For people, by their access token. Throws HttpFailure 401, 403. */
  readonly person: Door = {
    onRequest: async (request) => {
      this.#people.set(request, await authenticatePerson(this.#hub, request.headers.authorization));
    },
  };

  /**
   * For whoever brings contents: laptops, by their device token, also while nobody is signed in there, and those that
   * were revoked and hand over what they hold; people, by their access token. Throws HttpFailure 401, 403.
   */
  readonly member: Door = {
    onRequest: async (request) => {
      const { authorization } = request.headers;
      if (parseDeviceToken(authorization) === undefined)
        this.#members.set(request, await authenticatePerson(this.#hub, authorization));
      else {
        const { id, theaterId } = await authenticateBringer(this.#hub, authorization);
        this.#members.set(request, { deviceId: id, theaterId });
      }
    },
  };

  /** For people, also for one who must choose a new password before anything else. */
  readonly personForPassword: Door = {
    onRequest: async (request) => {
      this.#people.set(request, await authenticatePerson(this.#hub, request.headers.authorization, true));
    },
  };

  /** For laptops that were revoked, by their device token. Throws HttpFailure 401, 409 `device.notRevoked`. */
  readonly revoked: Door = {
    onRequest: async (request) => {
      this.#revoked.set(request, await authenticateRevoked(this.#hub, request.headers.authorization));
    },
  };

  /** The laptop that came through `revoked`. */
  revokedOf(request: FastifyRequest): RevokedDevice {
    const device = this.#revoked.get(request);
    if (device === undefined) throw new Error('this route has no door for revoked laptops');
    return device;
  }

  /** The laptop on which whoever came through `member` is. */
  memberOf(request: FastifyRequest): Member {
    const member = this.#members.get(request);
    if (member === undefined) throw new Error('this route has no door for members');
    return member;
  }

  /** The laptop that came through `device`. */
  deviceOf(request: FastifyRequest): Device {
    const device = this.#devices.get(request);
    if (device === undefined) throw new Error('this route has no door for laptops');
    return device;
  }

  /** The person who came through `person`. */
  personOf(request: FastifyRequest): AccessClaims {
    const claims = this.#people.get(request);
    if (claims === undefined) throw new Error('this route has no door for people');
    return claims;
  }
}
