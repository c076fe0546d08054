// The writer dies or says nothing, at any moment: the kernel comes to hold what was asked for, and the disk what the kernel holds.

import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { readLastGood, rulesetDirectory } from '../../src/agent/lastGood.ts'
import { restoreRulesets } from '../../src/agent/restore.ts'
import { sameListing } from '../../src/agent/rulesetFacts.ts'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { addNamespace, inside, newPrefix, removeNamespaces } from './labKernel.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'

/** Stand before the real ones in the agent's path: what a writer does wrong stands in a file beside them. */
const WRAPPERS: Readonly<Record<string, (real: string, fault: string) => string>> = {
  nft: (nft, fault) => `#!/bin/sh
case "$*" in *-i*) fault=$(cat ${fault} 2>/dev/null) ;; esac
case $fault in
  # Does what it is told and never says so.
  mute) exec ${nft} "$@" >/dev/null 2>&1 ;;
  # Does the first thing that it is told and dies of it.
  dies) head -n 1 | ${nft} "$@" >/dev/null 2>&1 ;;
  *) exec ${nft} "$@" ;;
esac
`,
  // Says that it is there, then the same.
  perl: (perl, fault) => `#!/bin/sh
case $(cat ${fault} 2>/dev/null) in
  'mute netlink') head -c 4 /dev/zero; exec ${perl} "$@" >/dev/null ;;
  'no netlink') exit 1 ;;
  'netlink dies') head -c 4 /dev/zero; ${perl} "$@" | head -c 4 >/dev/null; echo >${fault}.met ;;
  *) exec ${perl} "$@" ;;
esac
`,
}
/** Among the words of a writer: others only listen. */
const WRITING = /^-i$|sub give/
type Fault = 'mute' | 'dies' | 'mute netlink' | 'netlink dies' | 'no netlink'

describeUnless(reasonNotToRun(), 'last good rulesets when their writer fails', () => {
  const prefix = newPrefix()
  const scratch = `${prefix}s`
  const path = process.env.PATH
  let lab: Lab
  let fault: string
  let killed = 0
  beforeAll(async () => {
    addNamespace(scratch)
    const folder = join(inject('kernelFolder'), 'faultynft')
    mkdirSync(folder)
    fault = join(folder, 'fault')
    for (const [program, wrapper] of Object.entries(WRAPPERS)) {
      const real = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
      writeFileSync(join(folder, program), wrapper(real, fault))
      chmodSync(join(folder, program), 0o755)
    }
    process.env.PATH = `${folder}:${path}`
    lab = new Lab(inject('kernelFolder'), 'lastgoodwriter')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-a'] })
    for (let port = 80; port < 140; port += 2)
      world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', port)
    await lab.start()
  })
  afterEach(() => rmSync(fault, { force: true }))
  afterAll(async () => {
    process.env.PATH = path
    await lab.end()
    removeNamespaces(prefix)
  })

  const listing = (): string => lab.nft('vpc-a', '-s', 'list', 'ruleset')
  /** The agent's own in the router, children of this process. */
  const writers = (program: 'nft' | 'perl'): readonly number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[1]
          const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
          const isWriter = words[0]?.endsWith(program) === true && words.some((each) => WRITING.test(each))
          return Number(parent) === process.pid && isWriter
        } catch {
          return false
        }
      })
      .map(Number)
  const kill = (program: 'nft' | 'perl'): void => {
    for (const pid of writers(program)) {
      killed++
      process.kill(pid, 'SIGKILL')
    }
  }
  /** The next writer is a bad one; nft's turn comes where netlink's is known to be gone. */
  const fail = async (how: Fault): Promise<void> => {
    writeFileSync(fault, how)
    kill('perl')
    while (writers('perl').length > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    // By its agent as well, which hears of it in this process.
    await new Promise((resolve) => setTimeout(resolve, 50))
    kill('nft')
  }
  let port = 3000
  const allow = (port: number) =>
    lab.settle(() => lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', port))
  /** Changes start it. */
  const isThere = async (): Promise<void> => {
    const come = async (): Promise<number> => {
      await allow(port++)
      return writers('perl').length
    }
    await expect.poll(come, { timeout: 30_000 }).toBe(1)
  }
  /** What a start of the host would load. */
  const restored = (): string => {
    const [stored] = readLastGood(rulesetDirectory(lab.dataDir))
    inside(scratch, 'nft', ['flush', 'ruleset'])
    inside(scratch, 'nft', ['-f', '-'], stored?.next ?? stored?.whole ?? '')
    if (stored?.next === null) inside(scratch, 'nft', ['-i'], `${stored.steps.join('\n')}\n`)
    return inside(scratch, 'nft', ['-s', 'list', 'ruleset'])
  }
  const isKept = async (): Promise<void> => {
    const start = performance.now()
    while (!sameListing(restored(), listing()) && performance.now() - start < 15_000)
      await new Promise((resolve) => setTimeout(resolve, 50))
    if (!sameListing(restored(), listing())) expect(restored()).toBe(listing())
  }
  const allows = (port: number): boolean => new RegExp(`tcp . ${port}-|tcp . ${port} `).test(listing())

  it.each(['nft', 'perl'] as const)(
    '%s killed at any moment around a change',
    {
      timeout: 120_000,
    },
    async (program) => {
      const rules: string[] = []
      if (program === 'nft') await fail('no netlink')
      else await isThere()
      killed = 0
      for (let round = 0; round < 30; round++) {
        const change = lab.settle(() => {
          if (round % 3 === 2) lab.world.remove('rule', rules.shift() ?? '')
          else rules.push(lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 1000 + round))
        })
        await new Promise((resolve) => setTimeout(resolve, (round % 10) / 3))
        kill(program)
        await change
        await isKept()
      }
      // Some rounds find none yet: the one before was killed, and the next not started.
      expect(killed).toBeGreaterThan(5)
    },
  )

  it('a change is in force without a word about it: the disk has it all the same', async () => {
    await lab.settle(() => lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 2000))
    await isKept()
    expect(allows(2000)).toBe(true)
    const rule = [...lab.world.tables.list('rule')].at(-1)?.id ?? ''
    await fail('dies')
    const change = lab.settle(() => lab.world.remove('rule', rule))
    await expect.poll(() => allows(2000), { timeout: 20_000 }).toBe(false)
    await isKept()
    await expect.poll(() => lab.converger.status.failure, { timeout: 20_000 }).toContain('is gone')
    await isKept()
    rmSync(fault)
    await change
    await isKept()
  })

  it('the same of netlink, whose next change brings it all in order', async () => {
    await fail('netlink dies')
    const isMet = async (): Promise<boolean> => {
      await allow(port++)
      await isKept()
      return existsSync(`${fault}.met`)
    }
    await expect.poll(isMet, { timeout: 30_000 }).toBe(true)
    expect(allows(port - 1)).toBe(true)
  })

  it.each(['mute', 'mute netlink'] as const)(
    'the agent ends while a change is under way, %s: the same',
    async (how) => {
      await fail(how)
      if (how === 'mute') rmSync(fault)
      await allow(2001)
      await isKept()
      const rule = [...lab.world.tables.list('rule')].at(-1)?.id ?? ''
      if (how === 'mute') await fail(how)
      else {
        await expect.poll(() => writers('perl').length, { timeout: 20_000 }).toBe(1)
        // Its first word is on its way.
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      lab.world.remove('rule', rule)
      await expect.poll(() => allows(2001), { timeout: 20_000 }).toBe(false)
      expect(lab.converger.status.enforcedRevision).toBeLessThan(lab.world.revision)
      await lab.converger.stop()
      const before = listing()
      expect(restored()).toBe(before)
      lab.nft('vpc-a', 'flush', 'ruleset')
      expect(await restoreRulesets(lab.dataDir, ROOT_KERNEL)).toMatchObject([{ outcome: 'restored' }])
      expect(listing()).toBe(before)
      rmSync(fault)
      await lab.restart()
      // It knows its own again.
      expect(listing()).toBe(before)
    },
  )

  it('a full disk keeps no change from the kernel, is told of, and holds everything once there is room', async () => {
    const folder = rulesetDirectory(lab.dataDir)
    const mount = (...words: readonly string[]) => spawnSync(words[0] ?? '', words.slice(1)).status
    await lab.converger.stop()
    expect(mount('mount', '-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder)).toBe(0)
    try {
      lab.restart().catch(() => {})
      const failure = () => lab.converger.status.failure
      await expect.poll(failure, { timeout: 10_000 }).toMatch(/cannot be kept on disk: ENOSPC/)
      lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 2002)
      await expect.poll(() => allows(2002), { timeout: 20_000 }).toBe(true)
    } finally {
      mount('umount', folder)
    }
    await expect.poll(() => lab.converger.status.failure, { timeout: 10_000 }).toBe(null)
    await isKept()
  })
})
