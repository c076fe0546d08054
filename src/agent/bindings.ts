// Which interfaces of this machine belong to which ENIs: a file that commands and hooks write and the agent follows.

import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEPT_FOR_AGENT, replaceFile } from '../wholeFile.ts'
import { startTimeOf } from './processes.ts'

export interface Binding {
  readonly interface: string
  readonly eni: string
  /** `eni`: the ENI's own; `any`: none is asked for, as on links without Ethernet; else the guest's. */
  readonly mac: string
}

export interface Bindings {
  readonly ports: readonly Binding[]
  /** Interfaces whose names begin so pass nothing until they are bound. */
  readonly guards: readonly string[]
  /** The ENI that this machine itself is; null = it is no instance. */
  readonly machine: string | null
}

export const NO_BINDINGS: Bindings = { ports: [], guards: [], machine: null }

export const bindingsFile = (dataDir: string): string => join(dataDir, 'ports.json')

/** In words that commands can say in any language. */
export class BindingsError extends Error {
  readonly key: 'port.unreadable' | 'port.held'
  readonly values: { readonly file: string; readonly reason: string }

  constructor(key: BindingsError['key'], file: string, reason: string) {
    super(`\`${file}\` ${key === 'port.unreadable' ? 'cannot be read' : 'is held'}: ${reason}`)
    this.name = 'BindingsError'
    this.key = key
    this.values = { file, reason }
  }
}

/** People write into the file as well. */
export function readBindings(dataDir: string): Bindings {
  const file = bindingsFile(dataDir)
  if (!existsSync(file)) return NO_BINDINGS
  try {
    return checked({ ...NO_BINDINGS, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Bindings>) })
  } catch (error) {
    throw new BindingsError('port.unreadable', file, (error as Error).message)
  }
}

/** The kernel's limit for a name, without what nft or a shell could take for something else. */
export const isInterfaceName = (text: string): boolean => /^[\w.:-]{1,15}$/.test(text) && text !== 'lo'
export const isEniId = (text: string): boolean => /^[\w-]{1,64}$/.test(text)
export const isMacChoice = (text: string): boolean =>
  text === 'eni' || text === 'any' || /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(text)

function checked(bindings: Bindings): Bindings {
  const { ports, guards, machine } = bindings
  const wrong = [
    ...ports.flatMap((port) => [
      ...(isInterfaceName(port.interface) ? [] : [port.interface]),
      ...(isEniId(port.eni) ? [] : [port.eni]),
      ...(isMacChoice(port.mac) ? [] : [port.mac]),
    ]),
    ...guards.filter((guard) => !isInterfaceName(guard)),
    ...(machine === null || isEniId(machine) ? [] : [machine]),
  ]
  if (wrong.length > 0) throw new Error(`it is no name: \`${wrong[0]}\``)
  const names = ports.map((port) => port.interface)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`\`${twice}\` is bound twice`)
  return bindings
}

export const isEmpty = ({ ports, guards, machine }: Bindings): boolean =>
  ports.length === 0 && guards.length === 0 && machine === null

/** The same for two that mean the same: by it the agent says which one it has applied. */
const fingerprints = new WeakMap<Bindings, string>()

export function fingerprintOf(bindings: Bindings): string {
  const known = fingerprints.get(bindings)
  if (known !== undefined) return known
  const { ports, guards, machine } = bindings
  const sorted = [...ports].sort((a, b) => (a.interface < b.interface ? -1 : 1))
  const plain = [sorted.map((port) => [port.interface, port.eni, port.mac]), [...guards].sort(), machine]
  const made = createHash('sha256').update(JSON.stringify(plain)).digest('base64url').slice(0, 16)
  fingerprints.set(bindings, made)
  return made
}

const LOCK_PATIENCE_MS = 30_000
const LOOK_EVERY_MS = 20

/** Hooks of several guests may come at once: one after the other, none is lost. */
export async function changeBindings(
  dataDir: string,
  change: (before: Bindings) => Bindings,
): Promise<Bindings> {
  mkdirSync(dataDir, { recursive: true })
  const lock = `${bindingsFile(dataDir)}.lock`
  await takeLock(lock)
  try {
    const after = change(readBindings(dataDir))
    replaceFile(bindingsFile(dataDir), `${JSON.stringify(after, null, 2)}\n`, KEPT_FOR_AGENT)
    return after
  } finally {
    rmSync(lock, { force: true })
  }
}

async function takeLock(lock: string): Promise<void> {
  for (let waited = 0; waited < LOCK_PATIENCE_MS; waited += LOOK_EVERY_MS) {
    // Linked, it is there with its text or not at all.
    const own = `${lock}.${process.pid}`
    writeFileSync(own, `${process.pid} ${startTimeOf(process.pid)}\n`)
    try {
      return linkSync(own, lock)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(own, { force: true })
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new BindingsError('port.held', lock, readFileSync(lock, 'utf8').trim())
}

/** Its holder was killed in the middle of it; what says nothing was left by a machine that went down. */
function isAbandoned(lock: string): boolean {
  if (!existsSync(lock)) return false
  const [pid, startTime] = readFileSync(lock, 'utf8').trim().split(' ')
  return startTime === undefined || startTimeOf(Number(pid)) !== startTime
}

/** Calls back after every change of the file, sometimes also for nothing; gives what ends it. */
export function watchBindings(dataDir: string, changed: () => void): () => void {
  const watcher = watch(dataDir, (_, name) => {
    if (name === 'ports.json' || name === null) changed()
  })
  // The folder may vanish under a test; the next look for drift reads the file anyway.
  watcher.on('error', () => {})
  return () => watcher.close()
}
