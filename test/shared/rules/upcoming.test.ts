import { expect, test, vi } from 'vitest';
import { dayIn, isTimezone } from '../../../shared/rules/upcoming.ts';

test('the calendar of a zone is made once, however often the day is asked for', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  try {
    for (let hour = 0; hour < 24; hour += 1) dayIn('Asia/Omsk', `2026-03-01T${String(hour).padStart(2, '0')}:30:00Z`);
    expect(isTimezone('Asia/Omsk')).toBe(true);
    expect(made.mock.calls.length).toBe(1);
  } finally {
    made.mockRestore();
  }
});

test('the day is the one in the zone, and the one in UTC where there is no such zone', () => {
  expect(dayIn('Asia/Omsk', '2026-03-01T19:00:00Z')).toBe('2026-03-02');
  expect(dayIn('America/New_York', '2026-03-01T03:00:00Z')).toBe('2026-02-28');
  for (const zone of ['', 'Nowhere/Town', 'местное']) {
    expect(isTimezone(zone)).toBe(false);
    expect(dayIn(zone, '2026-03-01T23:59:59Z')).toBe('2026-03-01');
  }
});

test('zones without end, one written in many ways, are told apart from none', () => {
  const spellings = Array.from({ length: 512 }, (_, bits) =>
    Array.from('asia/omsk', (letter, index) => ((bits >> index) & 1 ? letter.toUpperCase() : letter)).join(''),
  );
  for (const zone of spellings) expect(dayIn(zone, '2026-03-01T19:00:00Z')).toBe('2026-03-02');
});
