/** The language of the interface, and its words for every screen. */
import { create } from 'zustand';
import { type Translate, translator } from '../../shared/i18n/dictionary.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { type OwnWords, speakOwnWords } from '../../shared/i18n/own-words.ts';

const STORED = 'offstage-language';

interface Speech {
  readonly language: Language;
  readonly t: Translate;
}

const speechIn = (language: Language): Speech => ({ language, t: translator(language) });
const useSpeech = create<Speech>(() => speechIn('ru'));

/** The language, and `t`, which says a key in it. Both stay the same until it or the theatre's words change. */
export const useWords = (): Speech => useSpeech();

/** From now on the theatre's own words are said on every screen; without any, ours. */
export function speakOwn(words: OwnWords | undefined): void {
  speakOwnWords(words);
  useSpeech.setState(({ language }) => speechIn(language));
}

/** The first of the system's languages that we speak; where we speak none of them, English. */
export function systemLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code === 'ru' || code === 'en');
  return known === 'ru' ? 'ru' : 'en';
}

function speak(language: Language): void {
  document.documentElement.lang = language;
  useSpeech.setState(speechIn(language));
}

/** Call once, before anything is drawn. */
export function startWords(): void {
  const stored = localStorage.getItem(STORED);
  speak(stored === 'ru' || stored === 'en' ? stored : systemLanguage(navigator.languages));
  // Another window of the same person has changed it.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === STORED && (newValue === 'ru' || newValue === 'en')) speak(newValue);
  });
}

/** For this person on this machine; other windows follow. */
export function changeLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  speak(language);
}
