// Sends one real packet in the local cloud, from an instance or from a host on the internet, and says what came of it.

import { fileURLToPath } from 'node:url'
import { enterInstance, enterInternet } from './localCloud.ts'

export interface Probe {
  readonly dataDir: string
  /** Null: from a host on the internet with the source address. */
  readonly instance: string | null
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  readonly source: string
  readonly destination: string
  readonly port: number
}

const OUTCOMES = ['answered', 'refused', 'silent', 'unreachable', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

export async function sendProbe(probe: Probe): Promise<Outcome> {
  const { dataDir, instance, protocol, source, destination, port } = probe
  const entry = fileURLToPath(new URL('./probeMain.ts', import.meta.url))
  const flags = ['--disable-warning=ExperimentalWarning', entry]
  const command = [process.execPath, ...flags, protocol, source, destination, String(port)] as const
  let printed = ''
  const take = (text: string): void => {
    printed += text
  }
  await (instance === null
    ? enterInternet({ dataDir, ip: source, command: [...command], take })
    : enterInstance({ dataDir, instance, command: [...command], take }))
  return OUTCOMES.find((outcome) => outcome === printed.trim()) ?? 'failed'
}
