/** A new password, twice; both fields of it, and whether they agree. */
import { PasswordInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';

export interface NewPassword {
  readonly value: string;
  /** Typed twice alike. */
  readonly isReady: boolean;
  readonly fields: ReactNode;
}

export function useNewPassword(): NewPassword {
  const { t } = useWords();
  const [value, setValue] = useState('');
  const [again, setAgain] = useState('');
  const differ = again !== '' && again !== value;
  return {
    value,
    isReady: value !== '' && again === value,
    fields: (
      <>
        <PasswordInput
          label={t('access.password')}
          description={t('access.passwordHint')}
          autoComplete="new-password"
          maxLength={500}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          required
        />
        <PasswordInput
          label={t('access.passwordAgain')}
          autoComplete="new-password"
          maxLength={500}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={differ ? t('access.differ') : undefined}
          required
        />
      </>
    ),
  };
}
