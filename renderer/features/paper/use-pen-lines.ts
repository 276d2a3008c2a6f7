/** Lines of a count sheet as they are entered, and what became of each. */
import { notifications } from '@mantine/notifications';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { CountEntryAnswer, CountEntryRequest } from '../../../shared/ipc/count-contract.ts';
import type { PenLine } from '../../../shared/ipc/paper-contract.ts';
import { newId } from '../../data/new-id.ts';
import { ask } from '../../data/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { type Entered, type PenAnswer, type PenEntryRequest, PenWriter } from './pen-writer.ts';

export interface PenLines {
  /** By number of the line, the one that was entered last at the end. */
  readonly entered: ReadonlyMap<number, Entered>;
  /** Returns at once: what comes of it stands in `entered`, or is told when nobody looks there any more. */
  readonly enter: (line: PenLine, quantity: number) => void;
}

export function usePenLines({ countId, mode }: Pick<CountEntryRequest, 'countId' | 'mode'>): PenLines {
  const { t, language } = useWords();
  const said = useFailureText();
  const [entered, setEntered] = useState<ReadonlyMap<number, Entered>>(new Map());
  const isOpen = useRef(true);
  const send = async ({ id, line, quantity }: PenEntryRequest): Promise<PenAnswer> => {
    const { itemId, locationId } = line;
    const answer = await ask('count.enter', {
      id,
      countId,
      what: { itemId, locationId },
      placeId: null,
      quantity,
      mode,
    });
    if (!answer.ok) return { kind: 'unknown', text: said(answer.failure) };
    const outcome = answer.value as CountEntryAnswer;
    if (outcome.ok) return 'in';
    return { kind: 'refused', text: sentenceOf(outcome.error.code, outcome.error.details, language) };
  };
  const show = (told: Entered): void => {
    const { number, name } = told.line;
    if (!isOpen.current && told.problem !== undefined) {
      const message = t('paper.penNotIn', { number, name, problem: told.problem });
      notifications.show({ color: 'red', message, autoClose: false });
    }
    setEntered((before) => {
      const after = new Map(before);
      if (told.standing === 'going') after.delete(number);
      return after.set(number, told);
    });
  };
  const latest = useRef({ send, show });
  useLayoutEffect(() => {
    latest.current = { send, show };
  });
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const writer = useRef<PenWriter>(undefined);
  return {
    entered,
    enter: (line, quantity) => {
      writer.current ??= new PenWriter({
        newId,
        send: (request) => latest.current.send(request),
        onLine: (told) => latest.current.show(told),
      });
      void writer.current.enter(line, quantity);
    },
  };
}
