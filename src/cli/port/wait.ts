// Waiting until the agent says that it enforces the bindings as they are now.

import { agentOf } from '../../agent/agentProcess.ts'
import { fingerprintOf, isEmpty, readBindings } from '../../agent/bindings.ts'
import { type GateStatus, readGateStatus } from '../../agent/gateStatus.ts'
import { type CommandContext, ExitError, FINDING, USAGE } from '../context.ts'

const LOOK_EVERY_MS = 10

export function secondsOf({ t }: CommandContext, wait: string): number {
  const seconds = Number(wait)
  if (!(seconds >= 0) || wait.trim() === '') throw new ExitError(USAGE, t('port.badWait', { wait }))
  return seconds
}

/** Null when there was no waiting, or when nothing of ours is left; ends the command when time is up. */
export async function awaitGate(
  { t }: CommandContext,
  dataDir: string,
  seconds: number,
): Promise<GateStatus | null> {
  if (seconds === 0) return null
  let failure: string | null = null
  for (let waited = 0; waited <= seconds * 1000; waited += LOOK_EVERY_MS) {
    const bindings = readBindings(dataDir)
    const status = readGateStatus(dataDir)
    if (status === null && isEmpty(bindings)) return null
    if (status?.fingerprint === fingerprintOf(bindings)) return status
    failure = status?.failure ?? null
    if (agentOf(dataDir) === null) throw new ExitError(FINDING, t('port.noAgent', { data: dataDir }))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  const reason = failure === null ? t('port.slow') : t('port.failing', { reason: failure })
  throw new ExitError(FINDING, t('port.notYet', { seconds, reason }))
}
