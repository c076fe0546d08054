// What measurements have set up and take away again: at their end, when they fail, and when they are told to stop early.

type Undo = () => unknown

const standing = new Set<Undo>()
let isEnding = false

/**
 * Call it before the thing is there, so that no signal comes in between; the answer takes it away, once.
 * Refuses while everything is being taken away.
 */
export function mustGo(undo: Undo): () => Promise<void> {
  if (isEnding) throw new Error('told to stop')
  const once = async (): Promise<void> => {
    if (!standing.delete(once)) return
    try {
      await undo()
    } finally {
      if (standing.size === 0) unlisten()
    }
  }
  if (standing.size === 0) listen()
  standing.add(once)
  return once
}

/** Work that was told to stop fails in many ways; none of them is worth a word, and none may end the process too early. */
export async function untilTold(work: () => Promise<void> | void): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isEnding) throw error
    await new Promise(() => {})
  }
}

/** The youngest first: what was built last stands on the others. */
async function takeAllAway(): Promise<void> {
  isEnding = true
  for (const undo of [...standing].reverse()) {
    try {
      await undo()
    } catch (error) {
      console.error(`cannot take it away: ${(error as Error).message}`)
    }
  }
}

/** Between two steps of work that does not wait: the moment in which a signal is heard. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const SIGNALS = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[]

// Only while something stands: calculations that never wait would not hear them, and end as programs do.
function listen(): void {
  for (const signal of SIGNALS) process.on(signal, onSignal)
  process.on('uncaughtException', onFault)
}

function unlisten(): void {
  if (isEnding) return
  for (const signal of SIGNALS) process.off(signal, onSignal)
  process.off('uncaughtException', onFault)
}

function onSignal(signal: keyof typeof EXIT_CODES): void {
  if (isEnding) return
  console.error(`${signal}: taking away what was set up`)
  void takeAllAway().finally(() => process.exit(EXIT_CODES[signal]))
}

function onFault(error: Error): void {
  if (isEnding) return
  console.error(error)
  void takeAllAway().finally(() => process.exit(1))
}
