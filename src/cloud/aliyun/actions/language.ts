// Names for people in the language a client asks for.

import { choice, withDefault } from '../fields.ts'

export const acceptLanguage = withDefault(
  choice(['zh-CN', 'en-US', 'ja'], {
    about: 'Language of LocalName: zh-CN, en-US or ja (answered in English).',
  }),
  'zh-CN',
)

export const localName = (named: { readonly zh: string; readonly en: string }, language: string): string =>
  language === 'zh-CN' ? named.zh : named.en
