// Every page in both languages, light and dark, with the lab in it: it comes without a complaint, and axe finds nothing.

import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../house/repository.ts'
import { describeUnless } from '../skipReason.ts'
import { noBrowser, openWorld, type Tongue, type Visitor, type World } from './world.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** `MENSHEN_SCREENSHOTS=1` keeps what is seen under docs/console. */
const PICTURES = process.env.MENSHEN_SCREENSHOTS === '1' ? join(ROOT, 'docs/console') : null

const PAGES = [
  '/',
  '/groups',
  '/instances',
  '/lists',
  '/network-acls',
  '/vpcs',
  '/diagnosis',
  '/audit',
  '/tests',
  '/traffic',
  '/topology',
  '/hosts',
  '/changes',
  '/settings',
  '/accounts',
]

interface Lab {
  readonly groups: readonly { readonly id: string; readonly name: string }[]
}

describeUnless(noBrowser, 'pages of the console', () => {
  let world: World
  let lab: Lab
  beforeAll(async () => {
    world = await openWorld()
    const { endpoint, credentials } = world.server
    const made = await fetch(`${endpoint}/api/v1/lab`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.api.token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    lab = (await made.json()) as Lab
  })
  afterAll(() => world.close())

  describe.each([
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('in %s, %s', (language: Tongue, theme: 'light' | 'dark') => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language, theme)
    })

    const look = async (path: string, name: string): Promise<void> => {
      const { page, complaints } = visitor
      complaints.length = 0
      await page.goto(new URL(path, world.server.endpoint).href)
      await page.locator('main h1').first().waitFor()
      await page.locator('main .ant-skeleton-active').first().waitFor({ state: 'detached' })
      await page.waitForTimeout(300)
      if (PICTURES !== null) {
        mkdirSync(PICTURES, { recursive: true })
        await page.screenshot({ path: join(PICTURES, `${name}.${language}.${theme}.png`) })
      }
      expect(complaints).toEqual([])
      expect(await faultsOn(page)).toEqual([])
    }

    test.each(PAGES)('%s', (path) => look(path, path === '/' ? 'overview' : path.slice(1)))

    test('a group with its rules', () => look(`/groups/${groupNamed(lab, 'lab-web')}`, 'group'))

    test('a group among its neighbours', () =>
      look(`/topology?group=${groupNamed(lab, 'lab-app')}`, 'neighbours'))
  })
})

function groupNamed({ groups }: Lab, name: string): string {
  const found = groups.find((group) => group.name === name)
  if (found === undefined) throw new Error(`the lab has no group \`${name}\``)
  return found.id
}

/** WCAG 2.1 A and AA: what, and on which element. The row in which antd measures its columns is nobody's to reach. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const results = (await page.evaluate(
    "axe.run({ exclude: ['.ant-table-measure-row'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
  )) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}
