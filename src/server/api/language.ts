// The language of one caller, from what its client says it reads.

import type { Context } from 'hono'
import { LANGUAGES, languageOf, type Translate, translator, translatorInScript } from '../../text/index.ts'
import { traditional } from '../../text/traditional/traditional.ts'

const TRANSLATORS = new Map(LANGUAGES.map((language) => [language, translator(language)] as const))
const TRADITIONAL = translatorInScript('zh-CN', traditional)

export function translatorOf(c: Context): Translate {
  const wish = c.req.header('accept-language') ?? 'en'
  if (/^zh-(tw|hk|mo|hant)/i.test(wish)) return TRADITIONAL
  const language = languageOf(wish, {})
  const found = TRANSLATORS.get(language)
  if (found === undefined) throw new Error(`no words in ${language}`)
  return found
}
