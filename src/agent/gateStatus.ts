// The agent's note of what it enforces on bound interfaces, so that commands can wait for it and show it.

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../wholeFile.ts'
import { localDirectory } from './localIndex.ts'

/** `waiting`: the agent has heard of no such ENI, nothing passes; `bridged`: frames go past the rules. */
export type PortState = 'enforced' | 'waiting' | 'bridged'

export interface PortStatus {
  readonly interface: string
  readonly eni: string
  readonly state: PortState
}

export interface GateStatus {
  /** Of the bindings that were applied last. */
  readonly fingerprint: string
  /** Since which the rest is so. */
  readonly revision: number
  readonly ports: readonly PortStatus[]
  readonly machine: { readonly eni: string; readonly state: PortState } | null
  /** What stays open here whatever the rules say (semantics S5). */
  readonly failsafe: readonly string[]
  /** Why the newest bindings or policies could not be applied. */
  readonly failure: string | null
}

const fileOf = (dataDir: string): string => join(localDirectory(dataDir), 'gate.json')

/** Of a note that was lost: something is there, and nothing that would be wanted. */
const LOST: GateStatus = {
  fingerprint: '',
  revision: 0,
  ports: [],
  machine: null,
  failsafe: [],
  failure: null,
}

/** Null where this agent has nothing in the machine's own network. */
export function readGateStatus(dataDir: string): GateStatus | null {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return null
  try {
    return { ...LOST, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<GateStatus>) }
  } catch {
    return LOST
  }
}

export const isNoted = (dataDir: string): boolean => existsSync(fileOf(dataDir))

/** As hosts report it; the machine itself has no interface. */
export function boundPorts(dataDir: string): readonly PortStatus[] {
  const status = readGateStatus(dataDir)
  if (status === null) return []
  return status.machine === null ? status.ports : [{ interface: '', ...status.machine }, ...status.ports]
}

export const writeGateStatus = (dataDir: string, status: GateStatus): void =>
  replaceFile(fileOf(dataDir), `${JSON.stringify(status, null, 2)}\n`)

export const forgetGateStatus = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true })
