// The accepted sessions in a router's namespace or in the machine's own network, read line by line so that nothing else has to wait for a large table.

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { EPOCH_MASK } from '../../core/compile/nftables/epochChains.ts'
import { formatAddress } from '../../core/model/address.ts'
import type { LiveSession } from '../../core/model/liveSession.ts'
import { inNamespace, type Kernel, KernelError } from '../script.ts'
import { parseSession } from './parse.ts'

export interface SessionFilter {
  readonly isMeant: (session: LiveSession) => boolean
  /** More than these are counted, not given. */
  readonly limit: number
}

export interface FoundSessions {
  readonly sessions: readonly LiveSession[]
  readonly total: number
}

const FAMILIES = ['ipv4', 'ipv6'] as const

export async function listSessions(
  kernel: Kernel,
  namespace: string | null,
  filter: SessionFilter,
): Promise<FoundSessions> {
  const sessions: LiveSession[] = []
  // In a network that others share the lower half of a mark is theirs.
  const accepted = namespace === null ? EPOCH_MASK : 0xffff_ffff
  let total = 0
  for (const family of FAMILIES) {
    await eachLine(kernel, namespace, family, (line) => {
      const session = parseSession(line, accepted)
      if (session === null || !filter.isMeant(session)) return
      total++
      if (sessions.length < filter.limit) sessions.push(session)
    })
  }
  return { sessions, total }
}

/** It begins or ends at one of these. */
export const endsAt = ({ first, answering }: LiveSession, addresses: ReadonlySet<string>): boolean =>
  [first.source, first.destination, answering].some((each) => addresses.has(formatAddress(each)))

function eachLine(
  kernel: Kernel,
  namespace: string | null,
  family: string,
  take: (line: string) => void,
): Promise<void> {
  const [command, ...args] = kernel.shell
  return new Promise((resolve, reject) => {
    const failed = (reason: string): void => reject(new KernelError('cannot list sessions', reason))
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const errors: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
    child.on('error', (error) => failed(error.message))
    const lines = createInterface({ input: child.stdout })
    lines.on('line', take)
    const ended = new Promise<void>((done) => lines.on('close', done))
    child.on('close', (code) => {
      // The last lines may still be on their way when the process is gone.
      if (code === 0) void ended.then(resolve)
      else failed(errors.join('') || `exit ${code}`)
    })
    child.stdin.on('error', () => {})
    child.stdin.end(`${inNamespace(namespace, `exec conntrack -L -f ${family}`)}\n`)
  })
}
