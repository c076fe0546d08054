// Small switches for what a person chooses: language, light or dark, region, account.

import { DesktopOutlined, MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons'
import { Button, Dropdown, Select } from 'antd'
import { useModel } from '../model/useModel.ts'
import { regionsOf, useRegionName } from '../parts/regions.ts'
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
      <Button type="text" icon={<TranslationOutlined />} aria-label={t('app.language')}>
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

export function RegionSwitch() {
  const t = useText()
  const { reader, account, region } = useModel()
  const nameOf = useRegionName()
  return (
    <Select
      aria-label={t('app.region')}
      value={region}
      variant="filled"
      popupMatchSelectWidth={false}
      onChange={(value) => changeSettings({ region: value })}
      options={[
        { value: '', label: t('app.allRegions') },
        ...regionsOf(reader, account.id).map((value) => ({ value, label: nameOf(value) })),
      ]}
      style={{ minWidth: 130 }}
    />
  )
}

/** Accounts stand under the cloud whose words they use. */
export function AccountSwitch() {
  const t = useText()
  const { reader, account } = useModel()
  const byCloud = Map.groupBy(reader.list('account'), ({ cloud }) => cloud)
  return (
    <Select
      aria-label={t('app.account')}
      value={account.id}
      variant="filled"
      popupMatchSelectWidth={false}
      onChange={(value) => changeSettings({ account: value, region: '' })}
      options={[...byCloud].map(([cloud, accounts]) => ({
        label: cloud === 'tencent' ? t('cloud.tencent') : t('cloud.aliyun'),
        options: accounts.map(({ id, name }) => ({ value: id as string, label: `${name} (${id})` })),
      }))}
      labelRender={() =>
        `${account.cloud === 'tencent' ? t('cloud.tencent') : t('cloud.aliyun')} · ${account.name}`
      }
      style={{ minWidth: 150 }}
    />
  )
}
