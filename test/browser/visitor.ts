// A person at the console: finds things by the words of the chosen language, as somebody does who has no manual.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { en } from '../../web/src/text/en.ts'
import { ROOT } from '../house/repository.ts'
import { faultsOn } from './axe.ts'
import type { Theme, Tongue } from './world.ts'

export type Word = keyof typeof en
type Values = Readonly<Record<string, string | number>>
type Role = Parameters<Page['getByRole']>[0]

const WISH = process.env.MENSHEN_SCREENSHOTS ?? ''
/** `MENSHEN_SCREENSHOTS=1` keeps what is seen under docs/console, a path keeps it there. */
export const PICTURES = WISH === '' ? null : WISH === '1' ? join(ROOT, 'docs/console') : WISH

/** Animations that come to an end and have not yet. */
const MOVING =
  "document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getTiming().iterations !== Infinity).length"

export class Visitor {
  readonly page: Page
  readonly language: Tongue
  readonly theme: Theme
  /** What the page complained about. */
  readonly complaints: string[] = []
  readonly #words: Readonly<Record<Word, string>>

  constructor(page: Page, language: Tongue, theme: Theme, words: Readonly<Record<Word, string>>) {
    this.page = page
    this.language = language
    this.theme = theme
    this.#words = words
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }

  readonly t = (word: Word, values: Values = {}): string =>
    this.#words[word].replace(/\{\{(\w+)\}\}/g, (blank, name: string) => String(values[name] ?? blank))

  /** By its role and what it is called; components put a space between two Chinese characters of a button. */
  called(role: Role, text: string, within: Page | Locator = this.page): Locator {
    const letters = [...text].map((one) => one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    return within.getByRole(role, { name: new RegExp(letters.join('\\s?'), 'i') })
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href)
    await this.page.locator('main h1').first().waitFor()
  }

  /** Follows the list of pages on the left. */
  async turnTo(page: Word): Promise<void> {
    await this.called('link', this.t(page), this.page.getByRole('navigation')).click()
    await this.page.getByRole('heading', { level: 1, name: this.t(page) }).waitFor()
  }

  async press(word: Word, within?: Page | Locator): Promise<void> {
    await this.called('button', this.t(word), within).click()
  }

  /** Opens a menu and takes one of its points. */
  async choose(menu: Locator, point: Word): Promise<void> {
    await menu.click()
    await this.page.getByRole('menuitem', { name: this.t(point), exact: true }).click()
  }

  /** The open dialog of this title. */
  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title })
  }

  /** Picks what a list offers under this text. */
  async pick(list: Locator, text: string): Promise<void> {
    await list.click()
    await this.page.locator('.ant-select-dropdown:visible').getByText(text).first().click()
  }

  /** Types into a field that takes lists, each piece ended as a paste ends it. */
  async enter(field: Locator, text: string): Promise<void> {
    await field.fill(`${text},`)
    await this.page.keyboard.press('Escape')
  }

  /** Reads the preview, applies it, and waits until every host enforces it and the dialog has gone. */
  async apply(title: string, ...expected: readonly string[]): Promise<void> {
    // The form that it comes from stays behind it until it is applied.
    const dialog = this.dialog(title).filter({ hasText: this.t('change.what') })
    await dialog.waitFor()
    for (const text of expected) await dialog.getByText(text).first().waitFor()
    await this.press('change.apply', dialog)
    await dialog.waitFor({ state: 'detached' })
  }

  /** A page as it stands, without a fault; kept as a picture when asked for. */
  async look(name: string): Promise<void> {
    await this.#settle()
    // Two languages are kept with the documents.
    if (PICTURES !== null && !(WISH === '1' && this.language === 'zh-TW')) {
      mkdirSync(PICTURES, { recursive: true })
      await this.page.screenshot({ path: join(PICTURES, `${name}.${this.language}.${this.theme}.png`) })
    }
    await this.check()
  }

  async #settle(): Promise<void> {
    await this.page.locator('main .ant-skeleton-active').first().waitFor({ state: 'detached' })
    // What still moves has colours in between.
    await expect.poll(() => this.page.evaluate(MOVING), { timeout: 10_000 }).toBe(0)
  }

  /** Nothing was complained about and axe finds nothing, as it stands. */
  async check(): Promise<void> {
    await this.#settle()
    expect(this.complaints.splice(0)).toEqual([])
    expect(await faultsOn(this.page)).toEqual([])
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
