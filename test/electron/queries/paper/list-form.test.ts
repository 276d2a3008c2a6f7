/** A list on paper: what stands on the sheet, and what everybody's laptops remember of it. */
import { expect, test } from 'vitest';
import { gatherList } from '../../../../electron/queries/paper/list-form.ts';
import type { ListSheet } from '../../../../shared/lists/list-sheet.ts';

test('what only some may see stands on the sheet and not in what is remembered of its lines', () => {
  const sheet: ListSheet = {
    title: 'Сотрудники',
    subtitle: [],
    columns: [
      { key: 'full_name', label: 'Имя', kind: 'text', scale: 0, width: 200 },
      { key: 'hourly_rate', label: 'Ставка', kind: 'number', scale: 2, width: 90 },
      { key: 'department', label: 'Цех', kind: 'text', scale: 0, width: 100 },
    ],
    rows: [['Анна Орлова', '1500.50', 'Свет']],
    groupedBy: null,
    groups: [],
    totals: {},
    origin: { theater: 'Т', by: 'Ольга', at: '2026-03-01T10:00:00.000Z', syncedAt: null, zone: 'UTC', language: 'ru' },
  };
  const { data, lines } = gatherList(sheet);
  expect(JSON.stringify(data)).toMatch(/1.500,5/u);
  expect(lines).toEqual([{ key: 'Анна Орлова#1', text: 'Анна Орлова · Свет' }]);
});
