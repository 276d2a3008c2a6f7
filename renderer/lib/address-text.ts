/** A text that is typed and stands in the address: the field never waits for the router, and follows Back. */
import { useEffect, useRef, useState } from 'react';

/**
 * `inAddress` is what the address says; `write` puts a text there (with `replace`, so that Back does not walk letter by
 * letter). Answers the field's value and its setter.
 */
export function useAddressText(
  inAddress: string,
  write: (text: string) => void,
): readonly [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(inAddress);
  // What this field has put there itself comes back later than the next letter.
  const written = useRef(inAddress);
  useEffect(() => {
    if (inAddress !== written.current) setText(inAddress);
    written.current = inAddress;
  }, [inAddress]);
  return [
    text,
    (typed) => {
      setText(typed);
      written.current = typed;
      write(typed);
    },
  ];
}
