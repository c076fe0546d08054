// The words inside the components themselves (pages of a table, empty lists), loaded for the chosen language only.

import type { ConfigProviderProps } from 'antd'
import { useEffect, useState } from 'react'
import type { Language } from '../text/language.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

const LOCALES: Readonly<Record<Language, () => Promise<{ readonly default: Locale }>>> = {
  en: () => import('antd/locale/en_US'),
  'zh-CN': () => import('antd/locale/zh_CN'),
  'zh-TW': () => import('antd/locale/zh_TW'),
}

export function useAntLocale(language: Language): Locale | undefined {
  const [locale, setLocale] = useState<Locale>()
  useEffect(() => {
    let current = true
    void LOCALES[language]().then((module) => {
      if (current) setLocale(module.default)
    })
    return () => {
      current = false
    }
  }, [language])
  return locale
}
