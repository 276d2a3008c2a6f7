/** Has labels made, tells how far it is, and saves or prints what came of it. */
import { useRef, useState } from 'react';
import type { LabelStanding, LabelsAsked, MadeLabels } from '../../../shared/ipc/label-contract.ts';
import type { MadeFile } from '../../../shared/ipc/made-contract.ts';
import { madeUrl, saveMade } from '../../data/content.ts';
import { newId } from '../../data/new-id.ts';
import { ask as askOnce, useAsk } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePrinter } from '../../store/label-store.ts';
import { printPdf } from '../../viewer/print-pdf.ts';

type Asked = Omit<LabelsAsked, 'sheet'>;

export interface Making {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  /** How many of those that are being made are drawn; undefined before the first, and while they are printed. */
  readonly standing: LabelStanding | undefined;
  /** What was made last. */
  readonly made: MadeLabels | undefined;
  readonly make: (asked: Asked, how: 'print' | 'pdf' | 'zpl') => Promise<void>;
  /** Nothing comes of what is being made. */
  readonly stop: () => void;
}

/** Between two looks at how far it is, in milliseconds. */
const LOOK_MS = 250;

/** Tells how far a job is until it is told to end. */
function follow(job: string, tell: (standing: LabelStanding) => void): () => void {
  const timer = setInterval(() => {
    void askOnce('labels.standing', { job }).then((answer) => {
      if (answer.ok && answer.value !== null) tell(answer.value as LabelStanding);
    });
  }, LOOK_MS);
  return () => clearInterval(timer);
}

export function useMakeLabels(): Making {
  const { t } = useWords();
  const { isBusy, problem, setProblem, ask } = useAsk();
  const [isPrinting, setPrinting] = useState(false);
  const [standing, setStanding] = useState<LabelStanding>();
  const [made, setMade] = useState<MadeLabels>();
  const job = useRef<string>(undefined);
  const print = async (file: MadeFile): Promise<void> => {
    setPrinting(true);
    const printed = await printPdf(madeUrl(file));
    setPrinting(false);
    if (printed === 'asked') return;
    setProblem(t(`labels.print.${printed}`));
    // What cannot be printed from here is not lost.
    saveMade(file);
  };
  return {
    isBusy: isBusy || isPrinting,
    problem,
    standing,
    made,
    make: async (asked, how) => {
      const { dpi, addBatch } = usePrinter.getState();
      const id = newId();
      job.current = id;
      setMade(undefined);
      const leave = follow(id, setStanding);
      const answer = await ask('labels.make', { ...asked, format: how === 'zpl' ? 'zpl' : 'pdf', dpi, job: id });
      leave();
      setStanding(undefined);
      if (!answer.ok) return;
      const labels = answer.value as MadeLabels | null;
      if (labels === null) return setProblem(t('labels.stopped'));
      if (asked.targets.kind === 'blank' && asked.targets.codes === undefined)
        addBatch({ id, at: new Date().toISOString(), codes: labels.codes });
      if (how === 'print') await print(labels.file);
      else saveMade(labels.file);
      setMade(labels);
    },
    stop: () => {
      if (job.current !== undefined) void askOnce('labels.stop', { job: job.current });
    },
  };
}
