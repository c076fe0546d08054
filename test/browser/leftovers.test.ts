// A world that is closed leaves nothing behind: no process of the lab, no namespace, no folder.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { namesOf } from '../../src/agent/names.ts'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { makeLab } from './lab.ts'
import { noBrowser, openWorld } from './world.ts'

/** Command lines of processes that run now. */
const commands = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })

describeUnless(noBrowser ?? reasonNotToRun(), 'a world that was closed', () => {
  test('has taken its lab along', async () => {
    const world = await openWorld()
    const { dataDir } = world.server
    const { prefix } = namesOf(dataDir)
    const namespaces = () => spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout
    const lab = await makeLab(world.server)
    const ids = ['lab-web-1', 'lab-web-2', 'lab-app-1', 'lab-db-1'].map((name) => lab.machine(name).id)
    const responders = () =>
      commands().filter((line) => line.includes('responder') && ids.some((id) => line.includes(id)))
    await expect.poll(() => responders().length, { timeout: 20_000 }).toBe(4)
    await world.open('en')
    await world.close()
    const left = commands().filter((line) => line.includes(dataDir) || ids.some((id) => line.includes(id)))
    expect(left).toEqual([])
    expect(namespaces()).not.toContain(prefix)
    expect(existsSync(dataDir)).toBe(false)
  })
})
