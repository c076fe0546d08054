// Questions that are on their way to hosts, each waiting for its answer or the end of its patience.

import type { HostAnswer, Question, SessionsAnswer } from './questions.ts'

/** The host is not connected, did not answer in time, or could not. */
class NoAnswerError extends Error {
  constructor(hostId: string, reason: string) {
    super(`host \`${hostId}\` does not answer: ${reason}`)
    this.name = 'NoAnswerError'
  }
}

interface Waiting {
  readonly hostId: string
  readonly settle: (answer: HostAnswer) => void
}

export class Asking {
  readonly #waiting = new Map<number, Waiting>()
  #last = 0

  /** `send` hands the question on; false: there is no stream to the host. */
  ask(
    hostId: string,
    question: Question,
    patienceMs: number,
    send: (id: number, question: Question) => boolean,
  ): Promise<SessionsAnswer> {
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      const giveUp = (reason: string): void => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        reject(new NoAnswerError(hostId, reason))
      }
      const timer = setTimeout(() => giveUp(`nothing within ${patienceMs / 1000} s`), patienceMs)
      this.#waiting.set(id, {
        hostId,
        settle: ({ answer, failure }) => {
          if (answer === null) return giveUp(failure ?? 'an empty answer')
          clearTimeout(timer)
          this.#waiting.delete(id)
          resolve(answer)
        },
      })
      if (!send(id, question)) giveUp('not connected')
    })
  }

  /** One that nobody waits for any more is dropped. */
  answered(answer: HostAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting?.hostId === answer.hostId) waiting.settle(answer)
  }
}
