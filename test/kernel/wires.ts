// The far ends of a lab's links: sends frames into routers and knows when all that came of them has arrived.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { arpAnswerOf, arpRequest } from './frames.ts'

export interface Wire {
  readonly name: string
  /** Who asks for whom by ARP, to hear that the router is done with all that was sent before. */
  readonly beacon: { readonly mac: string; readonly address: string; readonly target: string }
}

export interface Arrival {
  readonly wire: string
  readonly frame: Buffer
}

const PATIENCE_MS = 5_000

export class Wires {
  readonly #wires: readonly Wire[]
  readonly #child: ChildProcess
  readonly #answers: number[]
  #arrivals: Arrival[] = []
  #onAnswer: () => void = () => {}

  private constructor(namespace: string, wires: readonly Wire[]) {
    this.#wires = wires
    this.#answers = wires.map(() => 0)
    const script = join(import.meta.dirname, 'wiresChild.ts')
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', script]
    this.#child = spawn('ip', ['netns', 'exec', namespace, ...node, ...wires.map((wire) => wire.name)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    if (this.#child.stdout === null) throw new Error('no pipe from the child')
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#hear(line))
  }

  static async open(namespace: string, wires: readonly Wire[]): Promise<Wires> {
    const opened = new Wires(namespace, wires)
    // The first beacons are lost while socat starts.
    await opened.settle()
    opened.take()
    return opened
  }

  send(name: string, frame: Buffer): void {
    const index = this.#wires.findIndex((wire) => wire.name === name)
    this.#child.stdin?.write(`${index} ${frame.toString('base64')}\n`)
  }

  /** Until everything sent before has been through the routers and everything let through is here. */
  async settle(): Promise<void> {
    // Once for what was sent on each wire, once more for what it made others hear.
    await this.#beacons()
    await this.#beacons()
  }

  /** What has arrived since the last time. */
  take(): readonly Arrival[] {
    const taken = this.#arrivals
    this.#arrivals = []
    return taken
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.stdin?.end()
    await ended
  }

  async #beacons(): Promise<void> {
    const wanted = this.#answers.map((count) => count + 1)
    const deadline = Date.now() + PATIENCE_MS
    const isDone = (): boolean => wanted.every((count, index) => (this.#answers[index] ?? 0) >= count)
    for (let wait = 250; !isDone(); wait = 50) {
      if (Date.now() > deadline) throw new Error('the router does not answer ARP')
      for (const [index, wire] of this.#wires.entries()) {
        if ((this.#answers[index] ?? 0) >= (wanted[index] ?? 0)) continue
        this.send(wire.name, arpRequest(wire.beacon.mac, wire.beacon.address, wire.beacon.target))
      }
      const answered = new Promise<void>((resolve) => {
        this.#onAnswer = () => isDone() && resolve()
      })
      await Promise.race([answered, sleep(wait)])
    }
  }

  #hear(line: string): void {
    const [index = '', text = ''] = line.split(' ')
    const frame = Buffer.from(text, 'base64')
    const wire = this.#wires[Number(index)]
    if (wire === undefined) return
    if (arpAnswerOf(frame) === wire.beacon.target) {
      this.#answers[Number(index)] = (this.#answers[Number(index)] ?? 0) + 1
      this.#onAnswer()
    } else {
      this.#arrivals.push({ wire: wire.name, frame })
    }
  }
}
