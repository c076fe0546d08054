// CPU time of this thread, whatever else runs on the machine.

/** Milliseconds that this thread has worked; the clock ticks in milliseconds. */
export function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const ROUNDS = 12

export function best(work: () => unknown, rounds = ROUNDS): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const started = cpu()
    work()
    least = Math.min(least, cpu() - started)
  }
  return least
}
