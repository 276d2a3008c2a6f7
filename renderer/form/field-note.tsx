/** Beside a field: what somebody else wrote there meanwhile, and that what was typed earlier is still here. */
import { Button, Text } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { Field } from './field.ts';
import { useValueText } from './value-text.ts';

/** The field keeps the focus, so that pressing the button does not decide it first. */
const stayThere = (event: MouseEvent): void => event.preventDefault();

function Choice({ word, onChoose }: Readonly<{ word: string; onChoose: () => void }>): ReactNode {
  return (
    <Button size="compact-xs" variant="default" onMouseDown={stayThere} onClick={onChoose}>
      {word}
    </Button>
  );
}

export function FieldNote({ field }: Readonly<{ field: Field }>): ReactNode {
  const { t } = useWords();
  const shown = useValueText();
  const { column, value, proposal, isInPlace } = field;
  if (proposal !== undefined)
    return (
      <div className="form-note">
        <Choice
          word={t('records.take', { value: proposal })}
          onChoose={() => (isInPlace ? field.choose(proposal, value) : field.type(proposal))}
        />
      </div>
    );
  if (field.isChangedMeanwhile)
    return (
      <div className="form-note" data-testid="meanwhile">
        <Text size="xs">{t('form.meanwhile', { value: shown(column, value, {}) })}</Text>
        <div className="form-choices">
          <Choice word={t('form.stay')} onChoose={field.stay} />
          <Choice word={t('form.takeTheirs')} onChoose={field.giveUp} />
        </div>
      </div>
    );
  if (!field.isRestored || !isInPlace) return null;
  return (
    <div className="form-note" data-testid="restored">
      <Text size="xs">{t('form.restored')}</Text>
      <div className="form-choices">
        <Choice word={t('common.save')} onChoose={field.decide} />
        <Choice word={t('form.giveUp')} onChoose={field.giveUp} />
      </div>
    </div>
  );
}
