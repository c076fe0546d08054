// How evenly a group of 5,000 rules scrolls in Chromium, beside one of 200 and beside 5,000 plain rows without a framework.

import { groupOf, plainRows, type Scrolled, scrollDown } from '../test/browser/scroll.ts'
import buildConsole from '../test/browser/setup.ts'
import type { Visitor } from '../test/browser/visitor.ts'
import { noBrowser, openWorld, type Theme } from '../test/browser/world.ts'
import { percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'

const [MANY, FEW] = [5_000, 200]
const ROUNDS = 5
const PIXELS = 6_000
/** Frames that somebody notices: three of 60 a second. */
const LONG_MS = 50

export async function run(): Promise<void> {
  if (noBrowser !== undefined) return console.log(`scroll: skipped, ${noBrowser}`)
  buildConsole()
  const world = await openWorld({ MENSHEN_ENFORCE: 'simulated' })
  const remove = mustGo(() => world.close())
  const groups = [await groupOf(world.server, MANY), await groupOf(world.server, FEW)] as const
  console.log(
    `scrolling ${ROUNDS} x ${PIXELS} px, interleaved: frame time p50 and p95, share of frames over ${LONG_MS} ms`,
  )
  for (const theme of ['light', 'dark'] as const)
    await compare(await world.open('zh-CN', theme), theme, groups)
  await remove()
}

async function compare(
  visitor: Visitor,
  theme: Theme,
  [many, few]: readonly [string, string],
): Promise<void> {
  const frames = { plain: [] as number[], few: [] as number[], many: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    frames.plain.push(...(await plain(visitor)).frames)
    frames.few.push(...(await table(visitor, few)).frames)
    frames.many.push(...(await table(visitor, many)).frames)
  }
  const line = (name: string, all: readonly number[]) => {
    const long = all.filter((ms) => ms > LONG_MS).length / all.length
    return `  ${name.padEnd(24)} ${percentile(all, 0.5).toFixed(1)} / ${percentile(all, 0.95).toFixed(1)} ms, ${(100 * long).toFixed(1)} %`
  }
  console.log(`${theme}\n${line(`${MANY} plain rows`, frames.plain)}`)
  console.log(`${line(`${FEW} rules`, frames.few)}\n${line(`${MANY} rules`, frames.many)}`)
  const times = (of: number[], beside: number[], share: number) =>
    (percentile(of, share) / percentile(beside, share)).toFixed(2)
  console.log(
    `  ratio p50 / p95: to ${FEW} rules ${times(frames.many, frames.few, 0.5)} / ${times(frames.many, frames.few, 0.95)}, to plain rows ${times(frames.many, frames.plain, 0.5)} / ${times(frames.many, frames.plain, 0.95)}`,
  )
}

async function table(visitor: Visitor, group: string): Promise<Scrolled> {
  const { page, t } = visitor
  await visitor.goto(`/groups/${group}`)
  // The hits have come too.
  await page.locator('.long-row').getByText(t('rules.neverHit')).first().waitFor()
  return scrollDown(page, page.locator('.long-table'), PIXELS)
}

/** In a tab of the same browser; the page stays what it is for the next round. */
async function plain({ page }: Visitor): Promise<Scrolled> {
  const tab = await page.context().newPage()
  await tab.setContent(plainRows(MANY))
  const scrolled = await scrollDown(tab, tab.locator('#rows'), PIXELS)
  await tab.close()
  return scrolled
}
