// The frame around every page: what is looked at on top, where one can go on the left, the page itself.

import { LogoutOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Skeleton, Tooltip } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { ModelProvider, replica, useModel, useNewModel } from '../model/useModel.ts'
import { PAGES, SECTIONS } from '../pages/index.ts'
import { ChangeProvider } from '../parts/change/ChangeProvider.tsx'
import { useText } from '../text/index.ts'
import { ConnectionStrip } from './ConnectionStrip.tsx'
import { PageBoundary } from './PageBoundary.tsx'
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx'

/** Loaded behind the frame, and when it is asked for. */
const NotFound = lazy(async () => ({ default: (await import('./NotFound.tsx')).NotFound }))
const Choosers = lazy(async () => ({ default: (await import('./Choosers.tsx')).Choosers }))
const Confirmations = lazy(async () => ({
  default: (await import('../parts/change/Confirmations.tsx')).Confirmations,
}))
const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

interface FrameProps {
  readonly user: string
  readonly onLogout: () => void
}

export function Frame({ user, onLogout }: FrameProps) {
  const t = useText()
  const model = useNewModel()
  const [palette, setPalette] = useState(false)
  const [location] = useLocation()
  useEffect(() => {
    replica.start()
    return () => replica.stop()
  }, [])
  useEffect(() => onKey(() => setPalette((open) => !open)), [])
  if (model === undefined) return <Waiting />
  return (
    <ModelProvider value={model}>
      <ChangeProvider>
        <div className="frame">
          <header>
            <a className="skip" href="#main">
              {t('app.skip')}
            </a>
            <Link href="/" className="brand">
              <img src="/favicon.svg" alt="" width={24} height={24} />
              {t('app.name')}
            </Link>
            <Suspense fallback={null}>
              <Choosers />
            </Suspense>
            <Button
              icon={<SearchOutlined />}
              onClick={() => setPalette(true)}
              style={{ marginInlineStart: 'auto' }}
            >
              {t('app.search')} <kbd className="quiet">{KEY_HINT}</kbd>
            </Button>
            <LanguageSwitch />
            <ThemeSwitch />
            <Tooltip title={`${user} · ${t('app.logout')}`}>
              <Button type="text" icon={<LogoutOutlined />} aria-label={t('app.logout')} onClick={onLogout} />
            </Tooltip>
          </header>
          <Navigation />
          <main id="main" tabIndex={-1}>
            <ConnectionStrip />
            <Suspense fallback={null}>
              <Confirmations />
            </Suspense>
            <PageBoundary key={location}>
              <Suspense fallback={<Skeleton active />}>
                <Switch>
                  {PAGES.map(({ path, View }) => (
                    <Route key={path} path={path} component={View} />
                  ))}
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </PageBoundary>
          </main>
        </div>
        <Suspense>{palette && <Palette open onClose={() => setPalette(false)} />}</Suspense>
      </ChangeProvider>
    </ModelProvider>
  )
}

function Navigation() {
  const t = useText()
  const isTencent = useModel().account.cloud === 'tencent'
  const [location] = useLocation()
  return (
    <nav aria-label={t('app.navigation')}>
      {SECTIONS.map((section) => (
        <div key={section}>
          {section !== 'top' && <div className="nav-section">{t(`section.${section}`)}</div>}
          {PAGES.filter((page) => page.section === section).map(({ path, title, inTencent, Icon }) => {
            const isHere =
              path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
            return (
              <Link key={path} href={path} className="nav-link" aria-current={isHere ? 'page' : undefined}>
                <Icon />
                <span className="word">{t((isTencent ? inTencent : undefined) ?? title)}</span>
              </Link>
            )
          })}
        </div>
      ))}
    </nav>
  )
}

function Waiting() {
  const t = useText()
  return (
    <main style={{ padding: 48 }} aria-busy="true">
      <p className="quiet">{t('app.waiting')}</p>
      <Skeleton active />
    </main>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const KEY_HINT = isMac ? '⌘K' : 'Ctrl K'

function onKey(toggle: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(isMac ? event.metaKey : event.ctrlKey)) return
    event.preventDefault()
    toggle()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
