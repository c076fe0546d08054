// What axe finds on a page as it stands: WCAG 2.1 A and AA, what is wrong and on which element.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** The row in which antd measures its columns is nobody's to reach. */
const NOBODYS = ['.ant-table-measure-row']

export async function faultsOn(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate("typeof axe === 'object'")
  if (!isThere) await page.evaluate(AXE)
  const { violations } = (await page.evaluate(
    `axe.run(${JSON.stringify({ exclude: NOBODYS })}, ${JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] })})`,
  )) as AxeResults
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
