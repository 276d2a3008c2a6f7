/** A theatre's own template is taken for its form; one that ended the app is left out until it is changed. */
import { expect, test } from 'vitest';
import { endedTheApp, tryTemplate } from '../../electron/host/own-template.ts';
import { makePaper } from '../../electron/host/paper-maker.ts';
import type { SheetAbout } from '../../shared/ipc/paper-contract.ts';
import { type PaperLaptop, paperLaptop } from '../support/paper-laptop.ts';
import { idOf } from '../support/rows.ts';
import { act } from '../support/stock-room.ts';

async function keepTemplate(it: PaperLaptop, content: string): Promise<void> {
  const id = idOf(700);
  await act(it.host, 'row.create', {
    table: 'form_templates',
    id,
    values: { name: 'Наш', kind: 'place-list', content },
  });
  await act(it.host, 'formTemplate.makeDefault', { id });
}

const printed = (it: PaperLaptop): ReturnType<typeof makePaper> => {
  const about: SheetAbout = { kind: 'place', locationId: it.shelf };
  return makePaper(it.host, { form: 'place-list', about, language: 'ru', isDraft: true });
};

test('one that is broken says in which line, and the app has survived it', async () => {
  await using it = await paperLaptop({ things: 2 });
  await keepTemplate(it, 'Наш бланк\n\n#nothing-of-that-name');
  await expect(printed(it)).rejects.toMatchObject({ code: 'paper.template', details: { line: 3 } });
  await expect(printed(it)).rejects.toMatchObject({ code: 'paper.template' });
});

test('one that ended the app is left out, and said to be, until somebody changes it', async () => {
  await using it = await paperLaptop({ things: 2 });
  const { replica } = it.host;
  const deadly = '#("a" * 20000000000)';
  await keepTemplate(it, deadly);
  // What stays behind of a process that ended there.
  void tryTemplate(replica, deadly, () => new Promise<never>(() => undefined));
  await expect.poll(() => endedTheApp(replica, deadly)).toBe(true);
  expect(await printed(it)).toMatchObject({ isWithoutTemplate: true });
  await act(it.host, 'row.update', {
    table: 'form_templates',
    id: idOf(700),
    changes: { content: 'Наш бланк, исправленный' },
    seen: { content: deadly },
  });
  expect(await printed(it)).toMatchObject({ isWithoutTemplate: false, pages: 1 });
});
