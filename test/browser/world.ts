// A real server with the built console, and Debian's Chromium that is logged in to it.

import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { enforcementOf } from '../../src/server/enforcement.ts'
import { type RunningServer, startServer } from '../../src/server/server.ts'
import { en } from '../../web/src/text/en.ts'
import { zhCN } from '../../web/src/text/zhCN.ts'

const CHROMIUM = '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const noBrowser = existsSync(CHROMIUM) ? undefined : `${CHROMIUM} is not there`

export const WORDS = { en, 'zh-CN': zhCN } as const
export type Tongue = keyof typeof WORDS

export interface World {
  readonly server: RunningServer
  readonly browser: Browser
  /** A browser of its own, logged in; errors of the page fail the test that looks at them. */
  open(language: Tongue, theme?: 'light' | 'dark', chosen?: { readonly account: string }): Promise<Visitor>
  close(): Promise<void>
}

export interface Visitor {
  readonly page: Page
  /** What the page complained about. */
  readonly complaints: string[]
  readonly t: (key: keyof typeof en) => string
}

export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'menshen-browser-'))
  const config = { host: '127.0.0.1', port: 0, dataDir, waitEnforced: true, enforcement: 'auto' } as const
  const mode = await enforcementOf(config)
  const server = await startServer({ config, mode, onAgentLost: () => {} })
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return {
    server,
    browser,
    open: (language, theme = 'light', chosen = { account: '' }) =>
      visit(browser, server, { language, theme, ...chosen }),
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}

async function visit(
  browser: Browser,
  server: RunningServer,
  chosen: { readonly language: Tongue; readonly theme: string; readonly account: string },
): Promise<Visitor> {
  const { language } = chosen
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const settings = JSON.stringify(JSON.stringify(chosen))
  await context.addInitScript(`localStorage.setItem('menshen.settings', ${settings})`)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const { user, password = '' } = server.credentials.console
  await page.goto(server.endpoint)
  await page.getByLabel(WORDS[language]['login.user']).fill(user)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('.frame').waitFor()
  return { page, complaints, t: (key) => WORDS[language][key] }
}
