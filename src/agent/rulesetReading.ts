// What the kernel says it holds of our tables: by the name that we gave it, or as listings.

import { WITH_LEFTOVERS } from '../core/compile/nftables/leftovers.ts'
import { TABLE } from '../core/compile/nftables/names.ts'
import type { RulesetWriter } from './rulesetWriter.ts'
import { inNamespace, type Kernel, KernelError, runScript } from './script.ts'

export interface Place {
  readonly kernel: Kernel
  /** Null: the machine's own network, where others have tables as well. */
  readonly namespace: string | null
}

/** What the kernel says it was given. */
export interface Mark {
  readonly epoch: number
  readonly hash: string
  /** Something is there that the plan does not speak of. */
  readonly hasLeftovers: boolean
}

/** Null when nothing of ours is there. */
export async function readMark(writer: RulesetWriter): Promise<Mark | null> {
  const listing = await readOrNull(writer, `list set inet ${TABLE} plan`)
  const found = /0x([0-9a-f]+) comment "([a-z2-7]+)([^"]*)"/.exec(listing ?? '')
  const [, epoch = '', hash = '', rest = ''] = found ?? []
  if (found === null) return null
  return { epoch: Number.parseInt(epoch, 16), hash, hasLeftovers: rest === WITH_LEFTOVERS }
}

/** By a process of its own, as all listings: changes must not wait for it. Null when our tables are gone. */
export async function listed(place: Place): Promise<string | null> {
  try {
    return await list(place, '-s')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Without elements. */
export const listedNames = (place: Place): Promise<string> => list(place, '-t')

/** Element by element, as JSON: dearer, so only when the plain listing is not enough. */
export const listedInFull = (place: Place): Promise<string> => list(place, '-n -j')

const list = ({ kernel, namespace }: Place, options: string): Promise<string> =>
  runScript(kernel, 'cannot list the ruleset', [
    inNamespace(
      namespace,
      ['inet', 'arp'].map((family) => `nft ${options} list table ${family} ${TABLE}`).join(' && '),
    ),
  ])

/** Null when there is no such table or set. */
async function readOrNull(writer: RulesetWriter, command: string): Promise<string | null> {
  try {
    return await writer.read(command)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof KernelError && error.message.includes('No such file or directory')
