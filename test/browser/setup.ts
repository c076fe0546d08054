// Builds the console once for all tests that look at it.

import { spawnSync } from 'node:child_process'
import { ROOT } from '../house/repository.ts'

export default function buildConsole(): void {
  const { status } = spawnSync(process.execPath, ['scripts/run.cjs', 'console'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the console could not be built')
}
