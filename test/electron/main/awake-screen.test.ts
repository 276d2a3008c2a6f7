/** What our own page may use of the machine, and nobody else's. */
import { expect, test } from 'vitest';
import { mayStayAwake, mayUseCamera } from '../../../electron/main/camera.ts';

const ours = { url: 'file:///app/index.html', isMainFrame: true, kinds: [] };

test('our page may keep the screen awake; a frame in it, and a page from elsewhere, may not', () => {
  const asked = { ...ours, permission: 'screen-wake-lock' };
  expect(mayStayAwake(asked, undefined)).toBe(true);
  expect(mayStayAwake({ ...asked, isMainFrame: false }, undefined)).toBe(false);
  expect(mayStayAwake({ ...asked, url: 'https://elsewhere.example/' }, undefined)).toBe(false);
  expect(mayStayAwake({ ...asked, permission: 'notifications' }, undefined)).toBe(false);
});

test('a camera is for pictures alone', () => {
  const asked = { ...ours, permission: 'media', kinds: ['video'] };
  expect(mayUseCamera(asked, undefined)).toBe(true);
  expect(mayUseCamera({ ...asked, kinds: ['video', 'audio'] }, undefined)).toBe(false);
  expect(mayUseCamera({ ...asked, url: 'http://127.0.0.1:5173/' }, 'http://127.0.0.1:5173')).toBe(true);
});
