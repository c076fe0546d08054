// User-facing words in English and Simplified Chinese; a key that one language lacks does not compile.

import i18next, { type i18n } from 'i18next'
import { en as answersEn } from './answers/en.ts'
import { zhCN as answersZhCN } from './answers/zhCN.ts'
import { en as apiEn } from './api/en.ts'
import { zhCN as apiZhCN } from './api/zhCN.ts'
import { en as diagnosisEn } from './diagnosis/en.ts'
import { zhCN as diagnosisZhCN } from './diagnosis/zhCN.ts'
import { en as commonEn } from './en.ts'
import { en as faultsEn } from './faults/en.ts'
import { zhCN as faultsZhCN } from './faults/zhCN.ts'
import { en as fleetEn } from './fleet/en.ts'
import { zhCN as fleetZhCN } from './fleet/zhCN.ts'
import { en as limitsEn } from './limits/en.ts'
import { zhCN as limitsZhCN } from './limits/zhCN.ts'
import { en as observationEn } from './observation/en.ts'
import { zhCN as observationZhCN } from './observation/zhCN.ts'
import { en as offlineEn } from './offline/en.ts'
import { zhCN as offlineZhCN } from './offline/zhCN.ts'
import { en as policyEn } from './policy/en.ts'
import { zhCN as policyZhCN } from './policy/zhCN.ts'
import { en as recordedEn } from './recorded/en.ts'
import { zhCN as recordedZhCN } from './recorded/zhCN.ts'
import { en as safetyEn } from './safety/en.ts'
import { zhCN as safetyZhCN } from './safety/zhCN.ts'
import { en as verbsEn } from './verbs/en.ts'
import { zhCN as verbsZhCN } from './verbs/zhCN.ts'
import { zhCN as commonZhCN } from './zhCN.ts'

const en = {
  ...commonEn,
  ...answersEn,
  ...apiEn,
  ...diagnosisEn,
  ...faultsEn,
  ...fleetEn,
  ...limitsEn,
  ...offlineEn,
  ...policyEn,
  ...recordedEn,
  ...safetyEn,
  ...observationEn,
  ...verbsEn,
}
const zhCN = {
  ...commonZhCN,
  ...answersZhCN,
  ...apiZhCN,
  ...diagnosisZhCN,
  ...faultsZhCN,
  ...fleetZhCN,
  ...limitsZhCN,
  ...observationZhCN,
  ...offlineZhCN,
  ...policyZhCN,
  ...recordedZhCN,
  ...safetyZhCN,
  ...verbsZhCN,
}

export type TextKey = keyof typeof en
export type Language = 'en' | 'zh-CN'
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

const DICTIONARIES = { en, 'zh-CN': zhCN } as const satisfies Record<Language, Record<TextKey, string>>

export const LANGUAGES = Object.keys(DICTIONARIES) as readonly Language[]

/** A function from key and values to words; values stand as `{{name}}` in the text. */
export const translator = (language: Language): Translate => translatorOf(DICTIONARIES[language])

/** The same in another script: the words are turned, values stay as they are. */
export function translatorInScript(language: Language, turn: (text: string) => string): Translate {
  const words = Object.entries(DICTIONARIES[language]).map(([key, text]) => [key, turn(text)])
  return translatorOf(Object.fromEntries(words) as Record<TextKey, string>)
}

function translatorOf(words: Readonly<Record<TextKey, string>>): Translate {
  let instance: i18n | undefined
  return (key, values) => {
    // Most words say one thing only: the hundreds of them that a command line declares need no machinery.
    const plain = values === undefined ? words[key] : undefined
    if (plain !== undefined && !/\{\{|\$t\(/.test(plain)) return plain
    instance ??= machinery(words)
    return instance.t(key, { ...values })
  }
}

function machinery(words: Readonly<Record<TextKey, string>>): i18n {
  const instance = i18next.createInstance({
    lng: 'chosen',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: DICTIONARIES.en }, chosen: { translation: words } },
  })
  void instance.init()
  return instance
}

/** The language asked for: an explicit wish first, then what the environment says; English otherwise. */
export function languageOf(
  wish: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const said =
    wish ??
    environment.MENSHEN_LANG ??
    environment.LC_ALL ??
    environment.LC_MESSAGES ??
    environment.LANG ??
    ''
  return /^zh/i.test(said) ? 'zh-CN' : 'en'
}
