// One end of a stream of packets inside an instance: a sender or a counter, asked for its numbers (`stream.ts`).

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

const STREAM = fileURLToPath(new URL('./stream.ts', import.meta.url))

export class PacketStream {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  private constructor(namespace: string, words: readonly string[]) {
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', STREAM, ...words]
    this.#child = spawn('ip', ['netns', 'exec', namespace, ...node], { stdio: ['pipe', 'pipe', 'inherit'] })
    const input = this.#child.stdout as NonNullable<ChildProcess['stdout']>
    this.#lines = createInterface({ input })[Symbol.asyncIterator]()
  }

  /** `words` as `stream.ts` takes them; sends or counts already. */
  static async begun(namespace: string, words: readonly string[]): Promise<PacketStream> {
    const stream = new PacketStream(namespace, words)
    await stream.#numbers()
    return stream
  }

  /** Packets by port at a counter; at a sender, which stops then, how many it sent to each. */
  ask(): Promise<Record<string, number>> {
    this.#child.stdin?.write('how many\n')
    return this.#numbers()
  }

  /** Of a counter whose sender has stopped: once nothing comes any more. */
  async askInTheEnd(): Promise<Record<string, number>> {
    let before = await this.ask()
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      const now = await this.ask()
      if (isDeepStrictEqual(now, before)) return now
      before = now
    }
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }

  async #numbers(): Promise<Record<string, number>> {
    const { value, done } = await this.#lines.next()
    if (done === true) throw new Error('the stream ended without a word')
    return JSON.parse(value) as Record<string, number>
  }
}
