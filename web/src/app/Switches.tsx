// Small switches for what a person chooses in any case: language, light or dark.

import { DesktopOutlined, MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useText } from '../text/index.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import { changeSettings, useSettings } from './settings.ts'

export function LanguageSwitch() {
  const t = useText()
  const { language } = useSettings()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [language],
        items: LANGUAGES.map((key) => ({
          key,
          label: LANGUAGE_NAMES[key],
          onClick: () => changeSettings({ language: key }),
        })),
      }}
    >
      <Button
        type="text"
        icon={<TranslationOutlined />}
        aria-label={`${t('app.language')}: ${LANGUAGE_NAMES[language]}`}
      >
        {LANGUAGE_NAMES[language]}
      </Button>
    </Dropdown>
  )
}

const THEMES = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> } as const

export function ThemeSwitch() {
  const t = useText()
  const { theme } = useSettings()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [theme],
        items: (['light', 'dark', 'system'] as const).map((key) => ({
          key,
          icon: THEMES[key],
          label: t(`app.theme.${key}`),
          onClick: () => changeSettings({ theme: key }),
        })),
      }}
    >
      <Button type="text" icon={THEMES[theme]} aria-label={t('app.theme')} />
    </Dropdown>
  )
}
