/** The first sign-in and the first load. In English. */
import type { EnglishFor } from '../../i18n/words.ts';
import type { signInRu } from './words.ru.ts';

export const signInEn = {
  'signIn.title': 'Sign in',
  'signIn.hub': 'Hub address',
  'signIn.email': 'E-mail',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.hint': 'The first sign-in needs a network. Everything works without one afterwards.',
  'signIn.demo': 'Demo theatre: {email}, password “{password}”',
  'signIn.fillDemo': 'Fill in',
  'signIn.signOut': 'Sign out',
  'firstLoad.title': 'Loading the theatre’s data',
  'firstLoad.progress': '{done} of {total} records',
  'firstLoad.waiting': 'Waiting for the hub…',
  'firstLoad.safe': 'You may wait or close the app: the load will start again.',
  'firstLoad.rebuilt': 'The data file was damaged and set aside. Unsent changes were kept: {count}.',
} as const satisfies EnglishFor<typeof signInRu>;
