/** Asking for a mutation, and saying what became of it. */
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalData, Result } from '../../shared/base/refusal.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { languageOf } from '../i18n/i18n.ts';
import { connection, RequestFailed } from './connection.ts';

/** Runs a mutation; a refusal is shown as one sentence. Answers whether it was saved. */
export function useMutate(): (name: string, args: unknown) => Promise<boolean> {
  const { i18n } = useTranslation();
  return useCallback(async (name, args) => {
    const language = languageOf(i18n.language);
    const complain = (code: string, details: RefusalData['details']): false => {
      notifications.show({ color: 'red', message: code === 'link.lost' ? i18n.t('link.lost') : sentenceOf(code, details, language), autoClose: 8000 });
      return false;
    };
    try {
      const result = await connection.request('mutate', { name, args }) as Result<unknown>;
      return result.ok ? true : complain(result.error.code, result.error.details);
    } catch (error) {
      if (error instanceof RequestFailed) return complain(error.failure.code, error.failure.details);
      throw error;
    }
  }, [i18n]);
}
