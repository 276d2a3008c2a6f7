/** Ctrl and Enter open what stands beside a list as a page of its own, unless a field has a use for them. */
import { useEffect } from 'react';
import type { TableName } from '../../shared/schema/catalog.ts';
import { openObject } from '../lib/open-record.ts';

const TYPED_INTO = 'input, textarea, [contenteditable="true"], [role="dialog"]';

export function usePageKey(table: TableName, id: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPED_INTO) !== null) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      openObject(table, id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [table, id]);
}
