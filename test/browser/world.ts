// A real server with the built console, and Debian's Chromium that is logged in to it.

import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { en } from '../../web/src/text/en.ts'
import { zhCN } from '../../web/src/text/zhCN.ts'
import { zhTW } from '../../web/src/text/zhTW.ts'
import { TestServer } from '../sdk/server.ts'
import { Visitor } from './visitor.ts'

export type { Visitor }

const CHROMIUM = '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Many times what a step needs on a busy machine. */
const PATIENCE_MS = 20_000

export const noBrowser = existsSync(CHROMIUM) ? undefined : `${CHROMIUM} is not there`

export const WORDS = { en, 'zh-CN': zhCN, 'zh-TW': zhTW } as const
export type Tongue = keyof typeof WORDS

export type Theme = 'light' | 'dark'

export interface World {
  readonly server: TestServer
  readonly browser: Browser
  /** A browser of its own, logged in. */
  open(language: Tongue, theme?: Theme, chosen?: { readonly account: string }): Promise<Visitor>
  close(): Promise<void>
}

/** `environment`: settings of the server, such as that it enforces nothing. */
export async function openWorld(environment: Record<string, string> = {}): Promise<World> {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-browser-')))
  await server.start(environment)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return {
    server,
    browser,
    open: (language, theme = 'light', chosen = { account: '' }) =>
      visit(browser, server, { language, theme, ...chosen }),
    async close() {
      await browser.close()
      await server.remove()
    },
  }
}

async function visit(
  browser: Browser,
  { credentials }: TestServer,
  chosen: { readonly language: Tongue; readonly theme: Theme; readonly account: string },
): Promise<Visitor> {
  const { language, theme } = chosen
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const settings = JSON.stringify(JSON.stringify(chosen))
  // Only at first: what the person then changes is theirs.
  await context.addInitScript(
    `localStorage.getItem('menshen.settings') ?? localStorage.setItem('menshen.settings', ${settings})`,
  )
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const visitor = new Visitor(page, language, theme, WORDS[language])
  const { user, password = '' } = credentials.console
  await page.goto(credentials.endpoint)
  await page.getByLabel(visitor.t('login.user')).fill(user)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('.frame').waitFor()
  return visitor
}

/** What lists of the API have in common. */
export interface Named {
  readonly id: string
  readonly name: string
}

export function idOf(all: readonly Named[], name: string): string {
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`the lab has no \`${name}\``)
  return found.id
}
