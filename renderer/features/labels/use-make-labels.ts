/** Has labels made, and saves or prints what came of it. */
import { useState } from 'react';
import type { LabelsAsked, MadeLabels } from '../../../shared/ipc/label-contract.ts';
import type { MadeFile } from '../../../shared/ipc/made-contract.ts';
import { madeUrl } from '../../data/content.ts';
import { useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePrinter } from '../../store/label-store.ts';
import { printPdf } from '../../viewer/print-pdf.ts';

export interface Making {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  /** What was made last. */
  readonly made: MadeLabels | undefined;
  readonly make: (asked: Omit<LabelsAsked, 'sheet'>, how: 'print' | 'pdf' | 'zpl') => Promise<void>;
}

/** The browser saves it under its name, where it saves files. */
function save(file: MadeFile): void {
  const link = document.createElement('a');
  link.href = madeUrl(file, true);
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
}

export function useMakeLabels(): Making {
  const { t } = useWords();
  const { isBusy, problem, setProblem, ask } = useAsk();
  const [isPrinting, setPrinting] = useState(false);
  const [made, setMade] = useState<MadeLabels>();
  return {
    isBusy: isBusy || isPrinting,
    problem,
    made,
    make: async (asked, how) => {
      const { dpi } = usePrinter.getState();
      const answer = await ask('labels.make', { ...asked, format: how === 'zpl' ? 'zpl' : 'pdf', dpi });
      if (!answer.ok) return;
      const labels = answer.value as MadeLabels;
      if (how === 'print') {
        setPrinting(true);
        const printed = await printPdf(madeUrl(labels.file));
        setPrinting(false);
        if (printed !== 'asked') setProblem(t(`labels.print.${printed}`));
        // What cannot be printed from here is not lost.
        if (printed !== 'asked') save(labels.file);
      } else save(labels.file);
      setMade(labels);
    },
  };
}
