// Colours of the console in light and dark: every text on every ground has at least 4.5:1 (WCAG 2.2 AA).

import { theme as antd, type ThemeConfig } from 'antd'

const FONT =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
const CODE = "ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"

const SHARED = { borderRadius: 6, fontFamily: FONT, fontFamilyCode: CODE, fontSize: 14 } as const

/** `isStill`: nothing slides or fades, for people whom that makes ill. */
export function themeOf(isDark: boolean, isStill: boolean): ThemeConfig {
  const shared = { ...SHARED, motion: !isStill }
  return isDark
    ? {
        algorithm: antd.darkAlgorithm,
        token: {
          ...shared,
          colorPrimary: '#5b8def',
          colorLink: '#8ab4f8',
          colorBgLayout: '#0f1216',
          colorBgContainer: '#171b21',
          colorBgElevated: '#1e232b',
          colorText: '#e6e9ee',
          colorTextSecondary: '#b4bcc8',
          colorTextTertiary: '#9aa4b2',
          colorTextQuaternary: '#8b95a4',
          colorTextPlaceholder: '#8b95a4',
          colorTextDescription: '#9aa4b2',
          colorBorder: '#3a424e',
          colorBorderSecondary: '#2a313b',
          colorSuccess: '#4ade80',
          colorWarning: '#fbbf24',
          colorError: '#f87171',
        },
        components: {
          Button: { primaryColor: '#08101f', dangerColor: '#250808' },
          Table: { headerBg: '#1c2129' },
          Tabs: { itemSelectedColor: '#8ab4f8', itemHoverColor: '#8ab4f8' },
        },
      }
    : {
        algorithm: antd.defaultAlgorithm,
        token: {
          ...shared,
          colorPrimary: '#1d4ed8',
          // Hovering makes it darker, not lighter: white on it stays readable.
          colorPrimaryHover: '#1e40af',
          colorPrimaryActive: '#1e3a8a',
          colorLink: '#1d4ed8',
          colorLinkHover: '#1e40af',
          colorBgLayout: '#f4f6f9',
          colorText: '#1b2430',
          colorTextSecondary: '#475467',
          colorTextTertiary: '#56606f',
          colorTextQuaternary: '#667085',
          colorTextPlaceholder: '#667085',
          colorTextDescription: '#56606f',
          colorBorder: '#c9d0da',
          colorBorderSecondary: '#e4e8ee',
          colorSuccess: '#15803d',
          colorWarning: '#b45309',
          colorError: '#b91c1c',
          colorErrorHover: '#991b1b',
          colorErrorActive: '#7f1d1d',
        },
        components: { Table: { headerBg: '#f7f9fb' } },
      }
}
