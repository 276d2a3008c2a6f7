/** The hub with its demo theatre that `offstage start` brings along. */
import { createDemo } from '../hub/admin/demo.ts';
import { DEMO_PASSWORD, people } from '../hub/admin/demo-words.ts';
import { type RunningHub, startHub } from '../hub/server.ts';
import type { SessionInfo } from '../shared/ipc/contract.ts';
import { say } from './output.ts';
import { hubDir } from './paths.ts';
import { makeHubFolder } from './private.ts';
import { forgetRunningHub, noteRunningHub } from './running-hub.ts';

/** Where the hub is, and whether this process has to stop it. */
export interface OwnHub {
  readonly url: string;
  /** `undefined` where a hub ran already: it is not ours to stop. */
  readonly hub: RunningHub | undefined;
}

const alreadyRunning = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(1500) }).catch(() => undefined))?.ok ?? false;

/** The embedded hub with its demo theatre, or the one that is already there. */
export async function ensureHub(port: number, items: number): Promise<OwnHub> {
  const url = `http://127.0.0.1:${port}`;
  if (await alreadyRunning(url)) {
    say(`Сервер уже работает: ${url}`, `a hub is running already: ${url}`);
    return { url, hub: undefined };
  }
  say('Запускаю сервер (PostgreSQL и синхронизация)…', 'starting the hub (PostgreSQL and sync)…');
  makeHubFolder(hubDir());
  const hub = await startHub({ dataDir: hubDir(), port });
  // The laptop's own work goes on without the hub, and so does the window.
  void hub.lost.then(() =>
    say(
      'База данных сервера остановилась. Введённое сохраняется здесь; ' +
        'чтобы обмен продолжился, запустите программу снова.',
      'the hub’s database has ended. What you enter is kept here; start the app again for syncing to go on.',
    ),
  );
  noteRunningHub(hubDir(), hub);
  const demo = await createDemo(hub.context.database, items, new Date());
  if (demo.isNew)
    say(`Создан демонстрационный театр: ${demo.items} предметов.`, `made a demo theatre with ${demo.items} items.`);
  return { url: hub.url, hub };
}

/** Resolves when its Postgres is down as well. */
export async function stopHub(hub: RunningHub | undefined): Promise<void> {
  if (hub === undefined) return;
  await hub.stop();
  forgetRunningHub(hubDir());
}

/** Who signs in on a laptop of the demo theatre: each profile is somebody else. */
export function demoAccount(profile: string): SessionInfo['demo'] {
  const [, keeper, second, third] = people;
  const person = profile === 'default' ? keeper : profile === 'b' ? second : third;
  return { email: person.email, password: DEMO_PASSWORD };
}
