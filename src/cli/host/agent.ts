// `menshen agent`: the agent of a host that joined, in the foreground until a signal ends it.

import { spawn } from 'node:child_process'
import { agentCommand } from '../../agent/agentProcess.ts'
import { joinedFile, readJoined } from '../../agent/identity.ts'
import { dataDirOf } from '../../server/config.ts'
import { type CommandContext, ExitError, USAGE } from '../context.ts'

export async function agent(context: CommandContext): Promise<void> {
  const dataDir = dataDirOf(context.environment, context.data)
  const joined = readJoined(dataDir)
  if (joined === null) throw new ExitError(USAGE, context.t('agent.notJoined', { file: joinedFile(dataDir) }))
  const { server, hostId } = joined
  const [command, ...args] = await agentCommand({ dataDir, server, hostId, mode: 'kernel' })
  const child = spawn(command, args, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void child.kill('SIGTERM'))
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
