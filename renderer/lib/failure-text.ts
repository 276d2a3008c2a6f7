/** A failure of the wire as a sentence for people; what only a programmer could read is left out. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Failure } from '../../shared/ipc/contract.ts';
import { languageOf } from '../i18n/i18n.ts';

export function useFailureText(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ code, details }) => {
      if (code === 'link.lost') return t('link.lost');
      return code === 'usage' ? t('error.usage') : sentenceOf(code, details, languageOf(i18n.language));
    },
    [t, i18n.language],
  );
}
