import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Language = 'ru' | 'en';
const remembered = 'reglament.language';

/** Russian unless the person chose English. */
export function startI18n(): void {
  const language: Language = localStorage.getItem(remembered) === 'en' ? 'en' : 'ru';
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ru',
    resources: { ru: { translation: ru }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language;
  void i18n.changeLanguage(language);
}

/** A text of a definition in the language of the screen. */
export function say(text: { ru: string; en?: string } | undefined): string {
  if (!text) return '';
  return i18n.language === 'en' ? (text.en ?? text.ru) : text.ru;
}
