// `menshen down`: stops the server and removes everything the local cloud made in the kernel; data stays.

import { tearDown } from '../agent/localCloud.ts'
import { dataDirOf, dataFiles } from '../server/config.ts'
import { livingProcess } from '../server/pidFile.ts'
import { type CommandContext, printLine } from './context.ts'

export async function down(context: CommandContext): Promise<void> {
  const { t } = context
  const dataDir = dataDirOf(context.environment, context.data)
  const pid = livingProcess(dataFiles(dataDir).serverPid)
  if (pid !== undefined) {
    await stopProcess(pid, dataFiles(dataDir).serverPid)
    printLine(context, t('down.stopped', { pid }))
  }
  const { agentStopped, namespaces } = await tearDown({ dataDir })
  for (const name of namespaces) printLine(context, t('down.removed', { what: name }))
  if (namespaces.length === 0 && !agentStopped && pid === undefined) printLine(context, t('down.nothing'))
  printLine(context, t('down.kept', { data: dataDir }))
}

async function stopProcess(pid: number, pidFile: string): Promise<void> {
  process.kill(pid, 'SIGTERM')
  for (let waited = 0; waited < 5_000; waited += 50) {
    if (livingProcess(pidFile) === undefined) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  process.kill(pid, 'SIGKILL')
}
