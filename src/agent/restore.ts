// After a start of the host: the last good rulesets back in force, without server, agent or network.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { HOST_RULESET, readLastGood, rulesetDirectory, type StoredRuleset } from './lastGood.ts'
import { NETNS_DIRECTORY } from './names.ts'
import type { Kernel } from './script.ts'

export interface Restored {
  readonly name: string
  /** `absent`: its namespace is not there; whoever makes it again fills it before anything passes. */
  readonly outcome: 'restored' | 'absent' | 'failed'
  /** One line; empty unless it failed. */
  readonly reason: string
}

/** Each ruleset in one transaction; where its last steps do not fit, as it was before them. */
export async function restoreRulesets(dataDir: string, kernel: Kernel): Promise<readonly Restored[]> {
  const restored: Restored[] = []
  for (const stored of readLastGood(rulesetDirectory(dataDir)))
    restored.push(await restoreOne(stored, kernel))
  return restored
}

async function restoreOne({ name, whole, steps }: StoredRuleset, kernel: Kernel): Promise<Restored> {
  const namespace = join(NETNS_DIRECTORY, name)
  if (name !== HOST_RULESET && !existsSync(namespace)) return { name, outcome: 'absent', reason: '' }
  const enter = name === HOST_RULESET ? [] : ['nsenter', `--net=${namespace}`]
  const failed = await load(kernel, enter, whole + steps)
  if (failed === '') return { name, outcome: 'restored', reason: '' }
  const reason = steps === '' ? failed : await load(kernel, enter, whole)
  return reason === '' ? { name, outcome: 'restored', reason: '' } : { name, outcome: 'failed', reason }
}

/** Gives what went wrong in one line, nothing when all went well. */
function load(kernel: Kernel, enter: readonly string[], ruleset: string): Promise<string> {
  // The kernel's shell reads its script from standard input, which here is the ruleset.
  const way = kernel.shell.slice(0, -1)
  const [command = '', ...args] = [...way, ...enter, 'nft', '-f', '-']
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] })
    const errors: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) =>
      resolve(code === 0 ? '' : (errors.join('').trim().split('\n')[0] ?? `nft ended with ${code}`)),
    )
    child.stdin.on('error', () => {})
    child.stdin.end(ruleset)
  })
}
