// The local cloud from the command line: run something in an instance or on the internet, take everything down.

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { parseAddress } from '../core/model/address.ts'
import { agentOf } from './agentProcess.ts'
import { anchorOf, enterAnchor, stopAnchor } from './anchor.ts'
import { removeNamespaces } from './commands.ts'
import { readGateStatus } from './gateStatus.ts'
import { removeHostTables } from './hostGate.ts'
import { ensureOutsideHost } from './internet.ts'
import { rulesetDirectory } from './lastGood.ts'
import { type LocalInstance, localDirectory, readIndex } from './localIndex.ts'
import { namesOf } from './names.ts'
import { lockFileOf } from './network.ts'
import { stopProcess } from './processes.ts'
import { type Kernel, ROOT_KERNEL, ROOTLESS_KERNEL, runScript } from './script.ts'

/** Where somebody on the internet is unless an address is asked for (RFC 5737). */
export const DEFAULT_OUTSIDE_ADDRESS = '203.0.113.1'

const STOP_PATIENCE_MS = 2000

/** A sentence for the user: lower case, one line. */
export class LocalCloudError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LocalCloudError'
  }
}

export interface EnterInstance {
  readonly dataDir: string
  /** Id, name or host name. */
  readonly instance: string
  readonly command: readonly [string, ...string[]]
  /** Gets what the command prints; without it, it goes to our own output. */
  readonly take?: ((text: string) => void) | undefined
}

export interface EnterInternet {
  readonly dataDir: string
  readonly ip?: string
  readonly command: readonly [string, ...string[]]
  /** Gets what the command prints; without it, it goes to our own output. */
  readonly take?: ((text: string) => void) | undefined
}

export interface TornDown {
  readonly agentStopped: boolean
  readonly namespaces: readonly string[]
}

/** Runs a command in an instance, with our own input and output; gives its exit code. */
export async function enterInstance({ dataDir, instance, command, take }: EnterInstance): Promise<number> {
  const found = findInstance(readIndexOrRefuse(dataDir), instance)
  if (!found.running) throw new LocalCloudError(`instance \`${found.id}\` is stopped`)
  return runIn(dataDir, found.namespace, command, take)
}

/** Runs a command on an outside host, which is made when it is not there yet. */
export async function enterInternet({ dataDir, ip, command, take }: EnterInternet): Promise<number> {
  const address = ip ?? DEFAULT_OUTSIDE_ADDRESS
  if (parseAddress(address)?.family !== 4) {
    throw new LocalCloudError(`\`${address}\` is no IPv4 address: outside hosts have IPv4 only`)
  }
  if (!existsSync(dataDir)) throw new LocalCloudError(`there is no data directory \`${dataDir}\``)
  const names = namesOf(dataDir)
  mkdirSync(localDirectory(dataDir), { recursive: true })
  await runScript(
    kernelFor(dataDir),
    `cannot make the outside host \`${address}\``,
    ensureOutsideHost(names, lockFileOf(dataDir), address),
  )
  return runIn(dataDir, names.outside(address), command, take)
}

/** Removes everything of this data directory from the kernel; a second time it finds nothing. The server is the caller's. */
export async function tearDown({ dataDir }: { readonly dataDir: string }): Promise<TornDown> {
  if (!existsSync(dataDir)) return { agentStopped: false, namespaces: [] }
  const agent = agentOf(dataDir)
  if (agent !== null) await stopProcess(agent, STOP_PATIENCE_MS)
  const kernel = kernelFor(dataDir)
  const { prefix } = namesOf(dataDir)
  const listing = await runScript(kernel, 'cannot list namespaces', ['ls /run/netns 2>/dev/null || :'])
  const namespaces = listing.split('\n').filter((name) => name.startsWith(prefix))
  await runScript(kernel, 'cannot remove namespaces', removeNamespaces(namespaces))
  if (readGateStatus(dataDir) !== null) await removeHostTables(kernel)
  stopAnchor(dataDir)
  rmSync(localDirectory(dataDir), { recursive: true, force: true })
  rmSync(rulesetDirectory(dataDir), { recursive: true, force: true })
  return { agentStopped: agent !== null, namespaces }
}

/** How another process than the agent gets at this data directory's namespaces. */
function kernelFor(dataDir: string): Kernel {
  const anchor = anchorOf(dataDir)
  if (anchor === null) return ROOT_KERNEL
  const [command, ...args] = enterAnchor(anchor, '/')
  return { shell: [command as string, ...args, ...ROOTLESS_KERNEL.shell] }
}

function readIndexOrRefuse(dataDir: string): readonly LocalInstance[] {
  const instances = readIndex(dataDir)
  if (instances.length > 0) return instances
  throw new LocalCloudError(`no instances on this machine: nothing is noted in \`${dataDir}\``)
}

function findInstance(instances: readonly LocalInstance[], wanted: string): LocalInstance {
  const byId = instances.find((instance) => instance.id === wanted)
  if (byId !== undefined) return byId
  const named = instances.filter((instance) => instance.name === wanted || instance.hostName === wanted)
  const [only] = named
  if (only === undefined) throw new LocalCloudError(`there is no instance \`${wanted}\``)
  if (named.length === 1) return only
  const ids = named.map((instance) => `\`${instance.id}\``).join(', ')
  throw new LocalCloudError(`\`${wanted}\` names several instances: ${ids}`)
}

/** `ip netns exec` and not `nsenter`: the command also gets a /sys that shows its own links. */
async function runIn(
  dataDir: string,
  namespace: string,
  command: readonly string[],
  take?: (text: string) => void,
): Promise<number> {
  const anchor = anchorOf(dataDir)
  const way = [
    ...(anchor === null ? [] : enterAnchor(anchor, process.cwd())),
    ...['ip', 'netns', 'exec', namespace],
    ...command,
  ]
  const [program = '', ...args] = way
  const child = spawn(program, args, { stdio: take === undefined ? 'inherit' : ['ignore', 'pipe', 'ignore'] })
  child.stdout?.setEncoding('utf8').on('data', (text: string) => take?.(text))
  // The terminal sends an interrupt to the command as well; ours is only to wait for it.
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  const ignore = (): void => {}
  process.on('SIGTERM', forward).on('SIGINT', ignore).on('SIGHUP', forward)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    })
  } finally {
    process.off('SIGTERM', forward).off('SIGINT', ignore).off('SIGHUP', forward)
  }
}
