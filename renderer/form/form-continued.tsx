/** Says that a form was begun earlier and stands as it was left, and offers an empty one. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { NewRow } from './use-new-row.ts';

export function FormContinued({ form }: Readonly<{ form: NewRow }>): ReactNode {
  const { t } = useWords();
  if (!form.isRestored) return null;
  return (
    <div className="form-note" data-testid="continued">
      <span>{t('form.continued')}</span>
      <Button size="compact-xs" variant="default" onClick={form.forget}>
        {t('form.anew')}
      </Button>
    </div>
  );
}
