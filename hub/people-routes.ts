/**
 * Routes about people, invitations, laptops and the quarantine. Who asks is known from the headers before a body is
 * read.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { peopleRequests, revocationMode } from '../shared/ipc/people-contract.ts';
import { MAX_PASSWORD, rescueBody, wipedBody } from '../shared/protocol/people.ts';
import { LaptopReports, listDevices, readAppHeader, readmitDevice, revokeDevice } from './admin/devices.ts';
import { decideQuarantined, listQuarantined } from './admin/quarantine-decisions.ts';
import { laptopsOfTour } from './admin/tour-laptops.ts';
import type { Doors } from './auth/doors.ts';
import { acceptInvitation, invite, openInvitations } from './auth/invitations.ts';
import { changePassword, recover } from './auth/passwords.ts';
import { requireNotAbove, requireRight } from './auth/rights.ts';
import { endSessions, parseDeviceToken } from './auth/sessions.ts';
import { inTransaction } from './database.ts';
import { HttpFailure, type HubContext } from './hub-context.ts';
import { noteWiped, rescue } from './push/quarantine.ts';

const SMALL_BODY = 16 * 1024;
/** A thousand ids fit well. */
const DECISION_BODY = 128 * 1024;
const RESCUE_BODY = 8 * 1024 * 1024;

/** As in a push: a form that the hub cannot read must not keep it from taking what it is handed. */
const password = z.string().max(MAX_PASSWORD * 2);
const acceptBody = z.object({ code: z.string().max(100), password });
const recoverBody = z.strictObject({ email: z.string().min(3).max(255), code: z.string().max(100), password });
const changeBody = z.strictObject({ current: z.string().max(MAX_PASSWORD), next: password });
const invitationBody = z.strictObject({ kind: z.enum(['invitation', 'reset']) });
const revokeBody = z.strictObject({ mode: revocationMode });
const idParams = z.object({ id: z.uuid() });
const quarantineQuery = z.object({ deviceId: z.uuid().optional() });

function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HttpFailure(
    400,
    'request.invalid',
    `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`.replace(/^: /, ''),
  );
}

/** Adds the routes. Each that is not for everybody names its door and, within its handler, the right that it needs. */
export function peopleRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  noteLaptops(app, hub);
  passwordRoutes(app, hub, doors);
  invitationRoutes(app, hub, doors);
  deviceRoutes(app, hub, doors);
  tourRoutes(app, hub, doors);
  quarantineRoutes(app, hub, doors);
  rescueRoutes(app, hub, doors);
}

function passwordRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  app.post('/v1/auth/accept-invitation', { bodyLimit: SMALL_BODY }, (request) => {
    const { code, password: chosen } = parse(acceptBody, request.body);
    return hub.attempts.guard({ kind: 'invitation', origin: request.ip }, () => acceptInvitation(hub, code, chosen));
  });
  app.post('/v1/auth/recover', { bodyLimit: SMALL_BODY }, (request) => {
    const body = parse(recoverBody, request.body);
    return hub.attempts.guard({ kind: 'invitation', origin: request.ip, account: body.email }, async () => {
      const reply = await recover(hub, body.email, body.code, body.password);
      hub.log.warn({ origin: request.ip }, 'a password was set anew by its recovery code');
      return reply;
    });
  });
  app.post('/v1/auth/change-password', doors.personForPassword, async (request) => {
    const { current, next } = parse(changeBody, request.body);
    const { userId } = doors.personOf(request);
    await changePassword(hub, userId, current, next, request.ip);
    hub.log.warn({ userId }, 'somebody changed their password');
    return { ok: true };
  });
}

function invitationRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  app.post('/v1/people/:id/invitation', doors.person, async (request) => {
    const author = await requireRight(hub, doors.personOf(request), 'people.manage');
    const { id: userId } = parse(idParams, request.params);
    const { kind } = parse(invitationBody, request.body);
    await requireNotAbove(hub, author, userId);
    hub.log.warn({ userId, kind, by: author.userId }, 'a code was made that sets a password');
    return invite(hub, { userId, kind, by: { id: author.userId, name: author.name } });
  });
  app.post('/v1/people/:id/sign-out', doors.person, async (request) => {
    const claims = doors.personOf(request);
    const { id: userId } = parse(idParams, request.params);
    if (userId !== claims.userId) await requireNotAbove(hub, await requireRight(hub, claims, 'people.manage'), userId);
    await inTransaction(hub.database.pool, (client) => endSessions(client, { userId }, hub.now().toISOString()));
    hub.log.warn({ userId, by: claims.userId }, 'all sign-ins of a person were ended');
    return { ok: true };
  });
  app.get('/v1/invitations', doors.person, async (request) => {
    const author = await requireRight(hub, doors.personOf(request), 'people.manage');
    return { invitations: await openInvitations(hub, author.theaterId) };
  });
}

function deviceRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  const manager = (request: FastifyRequest): ReturnType<typeof requireRight> =>
    requireRight(hub, doors.personOf(request), 'devices.manage');
  app.get('/v1/devices', doors.person, async (request) => ({
    devices: await listDevices(hub, (await manager(request)).theaterId),
  }));
  app.post('/v1/devices/:id/revoke', doors.person, async (request) => {
    await revokeDevice(
      hub,
      await manager(request),
      parse(idParams, request.params).id,
      parse(revokeBody, request.body).mode,
    );
    return { ok: true };
  });
  app.post('/v1/devices/:id/readmit', doors.person, async (request) => {
    await readmitDevice(hub, await manager(request), parse(idParams, request.params).id);
    return { ok: true };
  });
}

/** Who travels together may see whose laptop is how old; nobody is shown what is on it. */
function tourRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  app.get('/v1/tours/:id/laptops', doors.person, async (request) => ({
    laptops: await laptopsOfTour(hub, doors.personOf(request), parse(idParams, request.params).id),
  }));
}

function quarantineRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  const manager = (request: FastifyRequest): ReturnType<typeof requireRight> =>
    requireRight(hub, doors.personOf(request), 'devices.manage');
  app.get('/v1/quarantine', doors.person, async (request) => {
    const author = await manager(request);
    return { quarantined: await listQuarantined(hub, author, parse(quarantineQuery, request.query).deviceId) };
  });
  app.post('/v1/quarantine/decide', { ...doors.person, bodyLimit: DECISION_BODY }, async (request) => {
    const author = await manager(request);
    return { outcomes: await decideQuarantined(hub, author, parse(peopleRequests['quarantine.decide'], request.body)) };
  });
}

function rescueRoutes(app: FastifyInstance, hub: HubContext, doors: Doors): void {
  app.post('/v1/rescue', { ...doors.revoked, bodyLimit: RESCUE_BODY }, (request) => {
    const device = doors.revokedOf(request);
    const body = parse(rescueBody, request.body);
    if (body.deviceId !== device.id)
      throw new HttpFailure(403, 'device.other', 'A device hands over only what is its own.');
    return rescue(hub, device, body);
  });
  app.post('/v1/rescue/wiped', doors.revoked, async (request) => {
    await noteWiped(hub, doors.revokedOf(request), parse(wipedBody, request.body).handedOver);
    return { ok: true };
  });
}

/** Addresses that only answer a laptop or a person who has proved themselves. */
const PROVED = ['/v1/push', '/v1/barrier', '/v1/shapes/', '/v1/counts', '/v1/digest'];

/** Writes down what laptops say of themselves, once they were answered: whoever was, has proved who they are. */
function noteLaptops(app: FastifyInstance, hub: HubContext): void {
  const reports = new LaptopReports(hub);
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode >= 400 || !PROVED.some((path) => request.url.startsWith(path))) return;
    const header = request.headers['offstage-app'];
    const deviceId = deviceOf(request.headers.authorization);
    if (deviceId === undefined) return;
    await reports
      .note(deviceId, readAppHeader(typeof header === 'string' ? header : undefined))
      .catch((error: unknown) => hub.log.warn({ err: error }, 'a laptop’s report was not kept'));
  });
}

/** Not checked here: the route has done that. */
function deviceOf(authorization: string | undefined): string | undefined {
  const byDevice = parseDeviceToken(authorization)?.deviceId;
  if (byDevice !== undefined) return byDevice;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  const device = token === undefined ? undefined : decodeJwt(token)['device'];
  return typeof device === 'string' ? device : undefined;
}
