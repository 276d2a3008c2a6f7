import { expect, type Page } from '@playwright/test';
import { type House, openHouse, signIn, test } from './support.ts';
let house: House;
test.beforeAll(async () => { test.setTimeout(400_000); house = await openHouse(240); });
test.afterAll(() => house.tearDown());
const wear = (page: Page, language: string, appearance: string) => page.evaluate(([tongue, wanted]) => {
  const kept = JSON.parse(localStorage.getItem('offstage-ui') ?? '{"state":{},"version":0}');
  kept.state.appearance = wanted;
  const changed: Record<string, string> = { 'offstage-ui': JSON.stringify(kept), 'offstage-language': tongue ?? 'ru' };
  for (const [key, newValue] of Object.entries(changed)) { localStorage.setItem(key, newValue); window.dispatchEvent(new StorageEvent('storage', { key, newValue })); }
}, [language, appearance]);
test('pictures', async ({ browser }) => {
  test.setTimeout(560_000);
  const app = await house.laptop('pics');
  const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page, app.entrance, 'pomrezh@demo.theatre');
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}/#/productions`);
  await page.getByPlaceholder('Название, автор, режиссёр…').fill('Чайка');
  await page.getByTestId('list-row').filter({ hasText: 'Чайка' }).first().dblclick();
  await page.waitForURL(/productions\/[0-9a-f-]{36}/);
  const id = /productions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const looks: [number, number, string, string][] = [[1280, 800, 'ru', 'dark'], [800, 600, 'ru', 'light'], [1920, 1080, 'ru', 'dark'], [800, 600, 'en', 'dark'], [1920, 1080, 'en', 'light']];
  for (const [w, h, language, appearance] of looks) {
    await page.setViewportSize({ width: w, height: h });
    await wear(page, language, appearance);
    for (const [name, path] of [['list', 'productions'], ['overview', `productions/${id}/overview`], ['sheet', `productions/${id}/run_sheet`], ['person', `productions/${id}/run_sheet?part=person`], ['place', `productions/${id}/run_sheet?part=place`], ['inventory', `productions/${id}/inventory`], ['checklists', `productions/${id}/checklists`], ['team', `productions/${id}/team`], ['reports', `productions/${id}/reports`]] as const) {
      await page.goto(`${origin}/#/${path}`);
      await page.waitForTimeout(900);
      await page.screenshot({ path: `/dev/shm/s2/pics/${name}-${language}-${appearance}-${w}.png` });
    }
  }
  expect(1).toBe(1);
});
