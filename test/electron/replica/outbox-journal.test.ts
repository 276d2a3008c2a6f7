/** The journal of what is pending: sealed as it is written, line by line, and worth nothing without the key. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutboxJournal, type OutboxRow } from '../../../electron/replica/outbox-journal.ts';
import { Vault } from '../../../electron/replica/vault.ts';

const row = (sequence: number): OutboxRow => ({
  sequence,
  id: `00000000-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
  name: 'row.create',
  args: '{"values":{"name":"Сабля Гамлета"}}',
  author_id: '00000000-0000-7000-8000-0000000000aa',
  issued_at: '2026-03-01T10:00:00.000Z',
  clock_offset_ms: 0,
});

function inFolder(work: (dir: string) => void): void {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-journal-'));
  try {
    work(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('no word of what was entered stands in the journal, whether it was appended or written anew', () =>
  inFolder((dir) => {
    const journal = new OutboxJournal(dir, new Vault(Buffer.alloc(32, 1)));
    const written = (): string => readFileSync(join(dir, 'outbox.jsonl'), 'utf8');
    journal.append(row(1));
    journal.append(row(2));
    for (const rewrite of [() => undefined, () => journal.rewrite([row(1), row(2)])]) {
      rewrite();
      for (const word of ['Гамлет', 'row.create', row(1).id, row(1).author_id, '2026'])
        expect([word, written().includes(word)]).toEqual([word, false]);
      expect(journal.isPlain).toBe(false);
      expect(journal.read()).toEqual([row(1), row(2)]);
    }
  }));

test('another laptop’s key opens no line of it, and a line that was altered is left out', () =>
  inFolder((dir) => {
    const vault = new Vault(Buffer.alloc(32, 1));
    const journal = new OutboxJournal(dir, vault);
    for (const sequence of [1, 2]) journal.append(row(sequence));
    expect(new OutboxJournal(dir, new Vault(Buffer.alloc(32, 2))).read()).toEqual([]);
    const file = join(dir, 'outbox.jsonl');
    const [first = '', second = ''] = readFileSync(file, 'utf8').trim().split('\n');
    const at = first.length - 20;
    const altered = first.slice(0, at) + (first[at] === 'A' ? 'B' : 'A') + first.slice(at + 1);
    writeFileSync(file, `${altered}\n${second}\n`);
    expect(journal.read()).toEqual([row(2)]);
  }));
