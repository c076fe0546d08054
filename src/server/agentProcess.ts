// Keeps the agent of this machine running beside the server; the rules do not depend on it staying alive.

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { agentCommand, type StartAgent } from '../agent/agentProcess.ts'
import { dataFiles } from './config.ts'

export interface AgentProcess {
  /** Ends the agent; namespaces, links and rules stay. */
  stop(): Promise<void>
}

const FIRST_PAUSE = 200
const LONGEST_PAUSE = 10_000
const STEADY = 30_000
const STOP_GRACE = 1_200

/** Starts the agent again whenever it ends by itself; `onLost` hears why. */
export function superviseAgent(start: StartAgent, onLost: (reason: string) => void): AgentProcess {
  let stopping = false
  let pause = FIRST_PAUSE
  let timer: NodeJS.Timeout | undefined
  let child: ChildProcess | undefined

  const launch = async () => {
    const started = performance.now()
    child = await spawnAgent(start)
    const reason = await ended(child)
    if (stopping) return
    onLost(reason)
    // One that worked for a while was not the fault of its start.
    pause = performance.now() - started > STEADY ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
    again()
  }
  const again = () => {
    timer = setTimeout(() => void launch().catch(lost), pause)
  }
  const lost = (error: Error) => {
    onLost(error.message)
    if (!stopping) again()
  }
  void launch().catch(lost)

  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const gone = ended(child)
      child.kill('SIGTERM')
      const cut = setTimeout(() => child?.kill('SIGKILL'), STOP_GRACE)
      await gone
      clearTimeout(cut)
    },
  }
}

const ended = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })

/** Logs to a file: a pipe would break, and the agent with it, when this server is killed. */
async function spawnAgent(start: StartAgent): Promise<ChildProcess> {
  const [command, ...args] = await agentCommand(start)
  const log = openSync(dataFiles(start.dataDir).agentLog, 'a', 0o600)
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  return child
}
