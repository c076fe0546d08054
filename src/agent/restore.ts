// After a start of the host: the last good rulesets back in force, without server, agent or network.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { TABLE } from '../core/compile/nftables/names.ts'
import { bindingsFile, isEmpty, readBindings } from './bindings.ts'
import { closedGate } from './closedGate.ts'
import { failsafeFlows } from './failsafeFlows.ts'
import { readGateStatus } from './gateStatus.ts'
import { readJoined } from './identity.ts'
import { HOST_RULESET, readLastGood, rulesetDirectory, type StoredRuleset } from './lastGood.ts'
import { localDirectory } from './localIndex.ts'
import { enteringNetwork, NETNS_DIRECTORY } from './names.ts'
import { NftWriter } from './nftWriter.ts'
import type { Kernel } from './script.ts'
import { ServerPlace } from './serverPlace.ts'
import { SharedEpochs } from './sharedEpochs.ts'

export interface Restored {
  readonly name: string
  /**
   * `older`: the newest could not be loaded, the one before it was. `closed`: none could, so bound interfaces and this
   * machine pass nothing until the agent has heard from its server. `absent`: its namespace is not there; whoever makes
   * it again fills it before anything passes. `present`: ours is in force already.
   */
  readonly outcome: 'restored' | 'older' | 'closed' | 'absent' | 'present' | 'failed'
  /** One line about the newest; empty when all is well. */
  readonly reason: string
}

export interface RestoreOptions {
  /** What is in force already stays as it is. */
  readonly onlyMissing?: boolean
}

/** Each ruleset in one transaction where the kernel takes it so; where the newest cannot be loaded, the one before it. */
export async function restoreRulesets(
  dataDir: string,
  kernel: Kernel,
  { onlyMissing = false }: RestoreOptions = {},
): Promise<readonly Restored[]> {
  const restored: Restored[] = []
  for (const stored of withGate(dataDir, readLastGood(rulesetDirectory(dataDir)))) {
    const enter = enteringNetwork(stored.name === HOST_RULESET ? null : stored.name)
    if (stored.name !== HOST_RULESET && !existsSync(namespaceOf(stored.name)))
      restored.push({ name: stored.name, outcome: 'absent', reason: '' })
    else if (onlyMissing && (await nft(kernel, enter, `list set inet ${TABLE} plan\n`)) === '')
      restored.push({ name: stored.name, outcome: 'present', reason: '' })
    else restored.push(await restoreOne(dataDir, stored, (ruleset) => nft(kernel, enter, ruleset)))
  }
  return restored
}

const namespaceOf = (name: string): string => join(NETNS_DIRECTORY, name)

/** Interfaces that were bound, and never filtered since: they must not be open either. */
function withGate(dataDir: string, stored: readonly StoredRuleset[]): readonly StoredRuleset[] {
  const isThere = stored.some(({ name }) => name === HOST_RULESET)
  return isThere || !hasBindings(dataDir)
    ? stored
    : [...stored, { name: HOST_RULESET, next: null, whole: null, steps: [], damage: 'none was kept' }]
}

async function restoreOne(
  dataDir: string,
  stored: StoredRuleset,
  load: (ruleset: string) => Promise<string>,
): Promise<Restored> {
  const { name, next, whole, steps, damage } = stored
  const done = (failed: string): Restored => ({
    name,
    outcome: failed === '' ? 'restored' : 'older',
    reason: failed,
  })
  let reason = damage ?? ''
  if (next !== null) {
    const failed = await load(next)
    if (failed === '') return done(reason)
    reason ||= failed
  }
  if (whole !== null) {
    if ((await load([whole, ...steps].join('\n').concat('\n'))) === '') return done(reason)
    const failed = await load(whole)
    if (failed === '') return done(reason || (await replay(dataDir, stored)))
    reason ||= failed
  }
  if (name !== HOST_RULESET || !hasBindings(dataDir)) return { name, outcome: 'failed', reason }
  try {
    const failed = await load(closedFor(dataDir))
    return failed === '' ? { name, outcome: 'closed', reason } : { name, outcome: 'failed', reason: failed }
  } catch (error) {
    return { name, outcome: 'failed', reason: (error as Error).message }
  }
}

/**
 * One transaction after the other, as they came: what a transaction makes and takes away again the kernel sometimes
 * takes for twice the same. Gives why one cannot be loaded; what is in force then is what was before it.
 */
async function replay(dataDir: string, { name, steps }: StoredRuleset): Promise<string> {
  const writer = new NftWriter(name === HOST_RULESET ? null : name, localDirectory(dataDir))
  try {
    for (const step of steps) await writer.applyLine(step)
    return ''
  } catch (error) {
    return (error as Error).message
  } finally {
    writer.close()
  }
}

/** What cannot be read may well be something. */
function hasBindings(dataDir: string): boolean {
  try {
    return existsSync(bindingsFile(dataDir)) && !isEmpty(readBindings(dataDir))
  } catch {
    return true
  }
}

function closedFor(dataDir: string): string {
  const joined = readJoined(dataDir)
  const place = joined === null ? null : new ServerPlace(joined.server, joined.addresses, () => {})
  const failsafe = failsafeFlows(readGateStatus(dataDir)?.failsafe ?? [])
  const spared = [...(place?.spared() ?? []), ...failsafe]
  return closedGate(readBindings(dataDir), spared, new SharedEpochs(dataDir).next())
}

/** Gives what went wrong in one line, nothing when all went well. */
function nft(kernel: Kernel, enter: readonly string[], input: string): Promise<string> {
  // The kernel's shell reads its script from standard input, which here is the ruleset.
  const way = kernel.shell.slice(0, -1)
  const [command = '', ...args] = [...way, ...enter, 'nft', '-f', '-']
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] })
    const errors: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) =>
      resolve(code === 0 ? '' : errors.join('').trim().split('\n')[0] || `nft ended with ${code}`),
    )
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
