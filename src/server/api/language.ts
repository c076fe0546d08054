// The language of one caller, from what its client says it reads.

import type { Context } from 'hono'
import { LANGUAGES, languageOf, type Translate, translator } from '../../text/index.ts'

const TRANSLATORS = new Map(LANGUAGES.map((language) => [language, translator(language)] as const))

export function translatorOf(c: Context): Translate {
  const language = languageOf(c.req.header('accept-language') ?? 'en', {})
  const found = TRANSLATORS.get(language)
  if (found === undefined) throw new Error(`no words in ${language}`)
  return found
}
