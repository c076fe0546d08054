// Words of the console: typed keys, one language loaded at a time, the page rendered anew when it changes.

import { createInstance, type i18n } from 'i18next'
import { useSettings } from '../app/settings.ts'
import type { en } from './en.ts'
import type { Language } from './language.ts'

export type TextKey = keyof typeof en
type Values = Readonly<Record<string, string | number>>
export type Translate = (key: TextKey, values?: Values) => string

const WORDS: Readonly<Record<Language, () => Promise<Readonly<Record<TextKey, string>>>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zhCN.ts')).zhCN,
  'zh-TW': async () => (await import('./zhTW.ts')).zhTW,
}

const machinery: i18n = createInstance({
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: {},
})
void machinery.init()

const loaded = new Map<Language, Translate>()

/** To be awaited before a page in this language is shown. */
export async function loadWords(language: Language): Promise<void> {
  if (loaded.has(language)) return
  machinery.addResourceBundle(language, 'translation', await WORDS[language]())
  const fixed = machinery.getFixedT(language)
  loaded.set(language, (key, values) => fixed(key, { ...values }))
}

export function translatorOf(language: Language): Translate {
  const t = loaded.get(language)
  if (t === undefined) throw new Error(`the words of ${language} have not been loaded`)
  return t
}

export const useText = (): Translate => translatorOf(useSettings().language)
