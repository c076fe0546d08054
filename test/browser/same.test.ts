// Every page of the list of pages shows the same thing as a command and as a call of the API; typed as they stand, both run.

import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exists, ROOT, read } from '../house/repository.ts'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { type Named, noBrowser, openWorld, type World } from './world.ts'

const PATHS = [...read('web/src/pages/index.ts').matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path)

/** Nothing is asked there before a group was picked. */
const ASKS_FIRST = new Set(['/groups/:id/restore'])
/** It goes on until it is interrupted. */
const ENDLESS = new Set(['/traffic'])
/** An audit that finds something, and a diagnosis that drops, say so by their code. */
const FINE = [0, 1]

test('the list of pages is read, and each page has a file', () => {
  expect(PATHS.length).toBeGreaterThan(15)
  expect(exists('web/src/pages/index.ts')).toBe(true)
})

describeUnless(noBrowser, 'the same thing elsewhere', () => {
  let world: World
  let visitor: Visitor
  let ids: Readonly<Record<'groups' | 'enis', string>>
  let bin: string
  beforeAll(async () => {
    world = await openWorld()
    const { groups } = (await world.server.api('POST', '/lab', {})) as unknown as { groups: readonly Named[] }
    const { items } = (await world.server.api('GET', '/enis')) as unknown as { items: readonly Named[] }
    ids = { groups: groups.find(({ name }) => name === 'lab-web')?.id ?? '', enis: items[0]?.id ?? '' }
    visitor = await world.open('zh-CN')
    bin = join(world.server.dataDir, 'bin')
    mkdirSync(bin)
    symlinkSync(join(ROOT, 'menshen'), join(bin, 'menshen'))
  }, 120_000)
  afterAll(() => world.close())

  const placeOf = (path: string): string =>
    path.replace(':id', path.startsWith('/enis') ? ids.enis : ids.groups)

  /** As a person at a shell of the machine types it. */
  const run = (line: string) => {
    const { dataDir, credentials } = world.server
    const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', line], {
      env: {
        ...process.env,
        PATH: `${bin}:${process.env.PATH}`,
        MENSHEN_DATA: dataDir,
        MENSHEN_TOKEN: credentials.api.token,
      },
      cwd: dataDir,
      encoding: 'utf8',
      timeout: 60_000,
    })
    return { status, signal, stdout, stderr }
  }

  /** What stands behind the button of a page: label and text of each line. */
  const linesOf = async (path: string): Promise<readonly string[]> => {
    const { page, t } = visitor
    await visitor.goto(placeOf(path))
    await page
      .getByRole('button', { name: t('same.title') })
      .first()
      .click()
    const lines = page.locator('.ant-popover:visible pre')
    await lines.first().waitFor()
    return lines.allTextContents()
  }

  describe.each(PATHS)('%s', (path) => {
    test('shows a command and a call of the API that run', async () => {
      const [command = '', call = ''] = await linesOf(path)
      expect(command).toMatch(/^menshen \S/)
      expect(call).toMatch(/^curl .*\/api\/v1\//s)
      if (ASKS_FIRST.has(path)) return
      expect(`${command}${call}`).not.toMatch(/[<>]/)
      const isEndless = ENDLESS.has(path)
      const typed = run(isEndless ? `timeout --preserve-status 5 ${command}` : command)
      expect(typed.stderr).not.toMatch(/error|--help/)
      if (!isEndless) {
        expect(FINE, typed.stderr).toContain(typed.status)
        expect(typed.stdout.trim()).not.toBe('')
      }
      const curl = `${call.replace(/^curl /, 'curl -sS --fail-with-body ')}${isEndless ? ' --max-time 2' : ''}`
      const answered = run(curl)
      // 28: the time that an endless answer was given.
      expect(answered.status, answered.stdout + answered.stderr).toBe(isEndless ? 28 : 0)
      if (!isEndless) expect(() => JSON.parse(answered.stdout)).not.toThrow()
    })
  })

  describe('of changes', () => {
    /** What the preview shows beside itself. */
    const linesOfPreview = async (): Promise<readonly [string, string]> => {
      const { page, t } = visitor
      const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
      await dialog.getByText(t('same.title')).click()
      await dialog.locator('pre').nth(1).waitFor()
      const [command = '', call = ''] = await dialog.locator('pre').allTextContents()
      return [command, call]
    }

    const CHANGES: readonly (readonly [string, () => Promise<void>])[] = [
      [
        'a rule is added',
        async () => {
          await visitor.goto(`/groups/${ids.groups}?add=ingress&service=tcp/8443&peer=10.0.0.0/8`)
          const form = visitor.page.getByRole('region', { name: visitor.t('rules.add') })
          await visitor.press('groups.preview', form)
        },
      ],
      [
        'a rule is removed',
        async () => {
          await visitor.goto(`/groups/${ids.groups}`)
          await visitor.called('button', visitor.t('rules.removeShort')).first().click()
        },
      ],
      [
        'members are isolated',
        async () => {
          await visitor.goto(`/groups/${ids.groups}`)
          await visitor.called('switch', visitor.t('groups.inner')).click()
        },
      ],
      [
        'a setting is changed',
        async () => {
          await visitor.goto('/settings')
          await visitor.called('switch', visitor.t('settings.web')).click()
        },
      ],
    ]

    test.each(CHANGES)('%s: the command previews the same change, the call makes it', async (_, ask) => {
      await ask()
      const [command, call] = await linesOfPreview()
      const previewed = run(`${command} --dry-run --json`)
      expect(previewed.status, previewed.stderr).toBe(0)
      const called = run(call.replace(/^curl /, 'curl -sS --fail-with-body '))
      expect(called.status, called.stdout + called.stderr).toBe(0)
      const changed = (text: string) =>
        (JSON.parse(text) as { changes: readonly { kind: string; change: string }[] }).changes.map(
          ({ kind, change }) => `${change} ${kind}`,
        )
      expect(changed(called.stdout)).toEqual(changed(previewed.stdout))
      expect(changed(called.stdout).length).toBeGreaterThan(0)
    })
  })
})
