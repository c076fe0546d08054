// `menshen start`: the server in the foreground, until a signal ends it.

import { ConfigError, dataFiles, readConfig } from '../server/config.ts'
import { enforcementOf, enforcementText } from '../server/enforcement.ts'
import { livingProcess, removePid, writePid } from '../server/pidFile.ts'
import { type RunningServer, startServer } from '../server/server.ts'
import { version } from '../version.ts'
import { type CommandContext, ExitError, FINDING, printLine, USAGE } from './context.ts'

export async function start(context: CommandContext, options: { listen?: string }): Promise<void> {
  const { t } = context
  const config = configOf(context, options)
  const pidFile = dataFiles(config.dataDir).serverPid
  const pid = livingProcess(pidFile)
  if (pid !== undefined) throw new ExitError(USAGE, t('start.alreadyRunning', { pid, data: config.dataDir }))
  const mode = await enforcementOf(config)
  writePid(pidFile)
  const onAgentLost = (reason: string) =>
    void context.stderr.write(`menshen: ${t('start.agentLost', { reason })}\n`)
  const server = await startServer({ config, mode, onAgentLost }).catch((error: NodeJS.ErrnoException) => {
    removePid(pidFile)
    throw startError(context, `${config.host}:${config.port}`, error)
  })
  announce(context, server, config.dataDir, enforcementText(mode))
  await untilSignal()
  printLine(context, t('start.stopping'))
  await server.stop()
  removePid(pidFile)
  // Keep-alive handles of libraries must not hold the process beyond its 2 s.
  process.exit(0)
}

function configOf(context: CommandContext, options: { listen?: string }) {
  const given = {
    ...(context.data === undefined ? {} : { data: context.data }),
    ...(options.listen === undefined ? {} : { listen: options.listen }),
  }
  try {
    return readConfig(context.environment, given)
  } catch (error) {
    if (error instanceof ConfigError)
      throw new ExitError(USAGE, context.t('start.badListen', { value: error.value }))
    throw error
  }
}

function startError({ t }: CommandContext, listen: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE') return new ExitError(FINDING, t('start.portTaken', { listen }))
  if (error.syscall === 'listen' || error.syscall === 'getaddrinfo') {
    return new ExitError(FINDING, t('start.cannotListen', { listen, reason: error.code ?? error.message }))
  }
  return error
}

function announce(
  context: CommandContext,
  server: RunningServer,
  dataDir: string,
  enforcement: string,
): void {
  const { t } = context
  const files = dataFiles(dataDir)
  printLine(context, t('start.endpoint', { endpoint: new URL(server.endpoint).host, ca: files.ca }))
  printLine(context, t('start.credentials', { file: files.credentials }))
  printLine(
    context,
    t('start.console', { url: `${server.endpoint}/`, user: server.credentials.console.user }),
  )
  if (server.newPassword !== null) printLine(context, t('start.password', { password: server.newPassword }))
  printLine(context, t('start.enforcement', { mode: enforcement }))
  printLine(context, t('start.next'))
  printLine(context, t('start.ready', { version }))
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
