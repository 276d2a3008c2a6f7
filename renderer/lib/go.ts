/** Turns to a page: `go({ to: '/counts/{-$id}/{-$part}', params: { id, part: 'review' } })`. */
import type { NavigateOptions, RegisteredRouter } from '@tanstack/react-router';
import { router } from '../app/router.ts';

/** The compiler knows every address, its parts and its filters. */
export function go<const To extends string | undefined, From extends string = string>(
  options: NavigateOptions<RegisteredRouter, From, To>,
): void {
  void router.navigate(options);
}
