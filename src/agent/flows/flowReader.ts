// One tcpdump in each router's namespace, and in the machine's own, hands over what our rules log; plain Node has no way to a log group of its own.

import type { ChildProcess } from 'node:child_process'
import { LOG_GROUP } from '../../core/compile/nftables/render.ts'
import { spawnListener } from '../listener.ts'
import { type LoggedPacket, NflogReader } from './nflog.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

export class FlowReader {
  readonly #namespace: string | null
  readonly #onPackets: (packets: readonly LoggedPacket[]) => void
  readonly #onFailure: (reason: string) => void
  #child: ChildProcess | null = null
  #timer: NodeJS.Timeout | undefined
  #pause = FIRST_PAUSE_MS
  #closed = false

  constructor(
    namespace: string | null,
    onPackets: (packets: readonly LoggedPacket[]) => void,
    onFailure: (reason: string) => void,
  ) {
    this.#namespace = namespace
    this.#onPackets = onPackets
    this.#onFailure = onFailure
    this.#start()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#child?.kill('SIGKILL')
  }

  #start(): void {
    const group = ['-i', `nflog:${LOG_GROUP}`]
    // It would become a user of its own that need not exist; in its group there is nothing but what we log.
    const capture = ['tcpdump', '-Z', 'root', ...group, '-n', '-U', '--immediate-mode', '-w', '-']
    const child = spawnListener(this.#namespace, capture, ['ignore', 'pipe', 'pipe'])
    this.#child = child
    const reader = new NflogReader()
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-1000)
    })
    child.stdout?.on('data', (piece: Buffer) => {
      try {
        const packets = reader.push(piece)
        this.#pause = FIRST_PAUSE_MS
        if (packets.length > 0) this.#onPackets(packets)
      } catch (error) {
        said = (error as Error).message
        child.kill('SIGKILL')
      }
    })
    child.on('error', (error) => {
      said = error.message
    })
    child.on('close', () => this.#ended(said))
  }

  #ended(said: string): void {
    if (this.#closed) return
    this.#onFailure(said.trim().split('\n').at(-1) ?? '')
    this.#timer = setTimeout(() => this.#start(), this.#pause)
    this.#timer.unref()
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }
}
