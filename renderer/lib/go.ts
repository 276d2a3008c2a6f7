/** Turns to a page: `go({ to: '/counts/{-$id}/{-$part}', params: { id, part: 'review' } })`. */
import type { NavigateOptions, RegisteredRouter } from '@tanstack/react-router';
import { router } from '../app/router.ts';

/** Parts of an address that may be left out. The router would fill them in from the page that is left. */
const LEFT_OUT = { id: undefined, part: undefined, tab: undefined, table: undefined };

/** The compiler knows every address, its parts and its filters. A part that is not named is not in the address. */
export function go<const To extends string | undefined, From extends string = string>(
  options: NavigateOptions<RegisteredRouter, From, To>,
): void {
  const params = typeof options.params === 'object' ? options.params : {};
  void router.navigate({ ...options, params: { ...LEFT_OUT, ...params } } as typeof options);
}

/** Back to where somebody came from; who came by a link from outside goes where `otherwise` leads. */
export function goBack(otherwise: () => void): void {
  if (router.history.canGoBack()) router.history.back();
  else otherwise();
}
