/** The thin mark of a department's hue. Its name stands beside it: nothing is said by the hue alone. */
import type { ReactNode } from 'react';

const HUES: ReadonlySet<string> = new Set(['light', 'sound', 'machinery', 'costume', 'makeup', 'video']);

/** `code`: of the department; null or one without a hue: grey. */
export function DepartmentMark({ code }: Readonly<{ code: string | null }>): ReactNode {
  const hue = code !== null && HUES.has(code) ? `var(--d-${code})` : 'var(--faint)';
  return <span className="department-mark" style={{ background: hue }} aria-hidden />;
}
