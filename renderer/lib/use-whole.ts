import { useDeferredValue } from 'react';

/**
 * False while a component is drawn for the first time, true right after that was painted: whoever has hundreds of rows
 * draws those in sight first. What changes afterwards is drawn at once.
 */
export const useWhole = (): boolean => useDeferredValue(true, false);
