/** What is typed instead of scanned: a code, how many of it, and the way on to the review. */

import { IconBarcode, IconChevronRight, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { CountHead } from '../../../shared/ipc/count-contract.ts';
import { countReview } from '../../../shared/mutations/count-mutations.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useUi } from '../../store/ui-store.ts';
import type { Counting } from './use-counting.ts';
import type { Quantity } from './use-quantity.ts';

const PROBLEM = 'quantity-problem';

/** Runs on Enter, which then is nobody else's. */
const onEnter =
  (run: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    run();
  };

type InputRef = RefObject<HTMLInputElement | null>;

function CodeField({ counting, input }: Readonly<{ counting: Counting; input: InputRef }>): ReactNode {
  const { t } = useWords();
  return (
    <label className="code-field">
      <IconBarcode size={20} aria-hidden />
      <input
        ref={input}
        value={counting.code}
        onChange={(event) => counting.setCode(event.currentTarget.value)}
        placeholder={t('counting.input')}
        aria-label={t('counting.input')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        data-testid="code-input"
        onKeyDown={onEnter(() => {
          const code = counting.code.trim();
          if (code !== '') counting.take(code);
        })}
      />
      <kbd>/</kbd>
    </label>
  );
}

type QuantityProps = Readonly<Omit<Quantity, 'take'> & { onDone: () => void }>;

function QuantityField({ input, problem, check, onFocus, onBlur, onDone }: QuantityProps): ReactNode {
  const { t } = useWords();
  const isWrong = problem !== undefined;
  return (
    <label className="code-field quantity" data-wrong={isWrong}>
      <span aria-hidden>×</span>
      <input
        ref={input}
        defaultValue="1"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        aria-label={t('counting.quantity')}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? PROBLEM : undefined}
        data-testid="quantity-input"
        onChange={check}
        onFocus={onFocus}
        onBlur={onBlur}
        onKeyDown={onEnter(onDone)}
      />
      <kbd>*</kbd>
    </label>
  );
}

function SoundButton(): ReactNode {
  const { t } = useWords();
  const isSoundOn = useUi((state) => state.isSoundOn);
  const toggleSound = useUi((state) => state.toggleSound);
  return (
    <button
      type="button"
      className="big-button sound"
      aria-pressed={isSoundOn}
      aria-label={t('counting.sound')}
      onClick={toggleSound}
    >
      {isSoundOn ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}
    </button>
  );
}

function FinishButton({ head }: Readonly<{ head: CountHead }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const left = head.progress.expected - head.progress.complete;
  const finish = async (): Promise<void> => {
    if (head.count.status === 'review' || (await mutate(countReview, { countId: head.count.id })))
      go({ to: '/counts/{-$id}/{-$part}', params: { id: head.count.id, part: 'review' } });
  };
  return (
    <button
      type="button"
      className="big-button"
      onClick={() => {
        void finish();
      }}
    >
      {!head.count.is_blind && left > 0 ? t('counting.finishLeft', { count: left }) : t('counting.finish')}
      <IconChevronRight size={18} aria-hidden />
    </button>
  );
}

export function CountingFoot({
  head,
  counting,
  codeInput,
}: Readonly<{ head: CountHead; counting: Counting; codeInput: InputRef }>): ReactNode {
  const { t } = useWords();
  const { take: _, ...field } = counting.quantity;
  const { problem } = field;
  return (
    <>
      {problem !== undefined && (
        <p id={PROBLEM} role="alert" className="quantity-problem" data-testid="quantity-problem">
          {problem.trim() === '' ? t('counting.noNumber') : t('counting.notWhole', { text: problem })}
        </p>
      )}
      <div className="counting-foot">
        <CodeField counting={counting} input={codeInput} />
        <QuantityField {...field} onDone={() => codeInput.current?.focus()} />
        <SoundButton />
        <FinishButton head={head} />
      </div>
    </>
  );
}
