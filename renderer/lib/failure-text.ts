/** A failure of the wire as a sentence for people; what only a programmer could read is left out. */
import { useCallback } from 'react';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import { useWords } from '../i18n/use-words.ts';

/** Changes with the language alone, so that it may stand among the dependencies of an effect. */
export function useFailureText(): (failure: Failure) => string {
  const { t, language } = useWords();
  return useCallback(
    ({ code, details }) => {
      if (code === 'link.lost') return t('link.lost');
      return code === 'usage' ? t('app.usage') : sentenceOf(code, details, language);
    },
    [t, language],
  );
}
