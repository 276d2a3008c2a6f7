/** From anywhere (Ctrl K): photographs everything that has no photo yet. */
import { useEffect } from 'react';
import { useStartRun } from './start-run.ts';

export function RunOfAll({ onClose }: Readonly<{ onClose: () => void }>): null {
  const { ofAll } = useStartRun();
  useEffect(() => {
    onClose();
    ofAll('');
  }, [onClose, ofAll]);
  return null;
}
