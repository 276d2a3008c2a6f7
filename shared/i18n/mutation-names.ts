/**
 * What people call mutations: in the queue, in the journal, in the quarantine. A theatre's own name stands before ours.
 */
import { mutationNamed, mutationNames, type Offered } from '../mutations/registry.ts';
import type { Name } from '../schema/define.ts';
import type { Language } from './language.ts';
import { ownWord } from './own-words.ts';
import { mutationKey, stepKey } from './word-rules.ts';

/** What the hub does itself and writes into the journal. */
const ofTheHub: Readonly<Record<string, Name>> = {
  'quarantine.decide': ['Решение о переданном', 'Decision about handed-over work'],
};
const newer: Name = ['Действие более новой версии', 'An action of a newer version'];

/** Ours for every mutation, for the steps that some of them are, and for what the hub does; by the key of a word. */
export const mutationWords: readonly (readonly [key: string, words: Name])[] = [
  ...mutationNames.flatMap((name) => {
    const known = mutationNamed(name);
    const step = known?.step === undefined ? [] : [[stepKey(name), known.step.label] as const];
    return known === undefined ? [] : [[mutationKey(name), known.words] as const, ...step];
  }),
  ...Object.entries(ofTheHub).map(([name, words]) => [mutationKey(name), words] as const),
];

function said(key: string, ours: Name, language: Language): string {
  const own = ownWord(key, language);
  return typeof own === 'string' ? own : ours[language === 'ru' ? 0 : 1];
}

/** The name of a mutation; for one that a newer version made, that it is one. */
export const mutationName = (name: string, language: Language): string =>
  said(mutationKey(name), mutationNamed(name)?.words ?? ofTheHub[name] ?? newer, language);

/** What the button says that leads a row on. */
export const stepName = ({ mutation, step }: Offered, language: Language): string =>
  said(stepKey(mutation.name), step.label, language);
