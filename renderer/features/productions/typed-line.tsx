/** A line of text that is typed in place: Enter, or leaving it, writes it, Escape does not. */
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';

type Props = Readonly<{
  label: string;
  value: string;
  placeholder?: string;
  className?: string;
  isReadOnly?: boolean;
  maxLength: number;
  ref?: Ref<HTMLInputElement>;
  onWrite: (text: string) => void;
  /** Keys that mean more than text; the line is as it was typed. Handled keys prevent their default. */
  onKey?: (event: KeyboardEvent<HTMLInputElement>, typed: string, forget: () => void) => void;
  /** Several lines were pasted: they are no text of this one. */
  onPasteLines?: (text: string) => void;
}>;

export function TypedLine(props: Props): ReactNode {
  const { label, value, placeholder, className = '', isReadOnly = false, maxLength, ref, onWrite, onKey } = props;
  const [typed, setTyped] = useState<string>();
  const text = typed ?? value;
  const forget = (): void => setTyped(undefined);
  const write = (): void => {
    if (typed === undefined) return;
    forget();
    if (typed.trim() !== '' && typed.trim() !== value) onWrite(typed.trim());
  };
  return (
    <input
      ref={ref}
      className={`typed-line ${className}`}
      data-at-rest={typed === undefined ? '' : undefined}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      readOnly={isReadOnly}
      maxLength={maxLength}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={write}
      onPaste={(event: ClipboardEvent<HTMLInputElement>) => {
        const pasted = event.clipboardData.getData('text/plain');
        if (props.onPasteLines === undefined || !/\S[\s\S]*\n[\s\S]*\S/u.test(pasted)) return;
        event.preventDefault();
        props.onPasteLines(pasted);
      }}
      onKeyDown={(event) => {
        onKey?.(event, text, forget);
        if (event.defaultPrevented) return;
        if (event.key === 'Escape' && typed !== undefined) {
          event.stopPropagation();
          event.preventDefault();
          forget();
        }
        if (event.key === 'Enter') write();
      }}
    />
  );
}
