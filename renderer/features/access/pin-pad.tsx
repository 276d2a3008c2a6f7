/** Digits for gloves: keys of 64 px, and the keyboard does the same. Digits are never shown. */
import { IconBackspace } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';

const MAX = 12;
const MIN = 4;

type Props = Readonly<{
  length: number | undefined;
  isBusy: boolean;
  onPin: (pin: string) => void;
  onForgot: () => void;
}>;

/** `length`: how many digits this PIN has, where it is known; then the last one opens, else Enter does. */
export function PinPad({ length, isBusy, onPin, onForgot }: Props): ReactNode {
  const { t } = useWords();
  const [digits, setDigits] = useState('');
  const finish = useCallback(
    (pin: string): void => {
      setDigits('');
      onPin(pin);
    },
    [onPin],
  );
  const press = useCallback(
    (digit: string): void => {
      if (isBusy || digits.length >= MAX) return;
      const next = digits + digit;
      if (next.length === length) finish(next);
      else setDigits(next);
    },
    [digits, isBusy, length, finish],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
      if (digit !== undefined) press(digit);
      else if (event.code === 'Backspace') setDigits((before) => before.slice(0, -1));
      else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && digits.length >= MIN) finish(digits);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [press, finish, digits]);
  const shown = Math.max(length ?? MIN, digits.length);
  return (
    <>
      <div className="pin-dots" role="status" aria-label={t('access.typed', { count: digits.length })}>
        {Array.from({ length: shown }, (_, index) => (
          <i key={index} data-filled={index < digits.length} />
        ))}
      </div>
      <div className="pin-pad num">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button type="button" key={digit} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" className="quiet" onClick={onForgot}>
          {t('access.forgotPin')}
        </button>
        <button type="button" onClick={() => press('0')}>
          0
        </button>
        <button type="button" aria-label={t('access.erase')} onClick={() => setDigits(digits.slice(0, -1))}>
          <IconBackspace size={24} stroke={1.75} />
        </button>
        {length === undefined && (
          <button type="button" className="wide" disabled={digits.length < MIN} onClick={() => finish(digits)}>
            {t('access.open')}
          </button>
        )}
      </div>
    </>
  );
}
