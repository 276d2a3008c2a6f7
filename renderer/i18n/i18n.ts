/**
 * Languages of the interface. Names of fields and sentences of refusals come from `shared/i18n`, the rest from the two
 * files here.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/i18n/sentences.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const STORED = 'offstage-language';

export const languageOf = (code: string): Language => (code.startsWith('en') ? 'en' : 'ru');

/** The first of the system's languages that we speak; where we speak none of them, English. */
export function systemLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code === 'ru' || code === 'en');
  return known === 'ru' ? 'ru' : 'en';
}

export function startI18n(): void {
  const stored = localStorage.getItem(STORED);
  const language = stored === 'ru' || stored === 'en' ? stored : systemLanguage(navigator.languages);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ru',
    resources: { ru: { translation: ru }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
  // Another window of the same person has changed it.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === STORED && (newValue === 'ru' || newValue === 'en')) speak(newValue);
  });
}

function speak(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function changeLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  speak(language);
}
