// A program that listens to the kernel in one network for as long as we live, and ends with us however we end.

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { enteringNetwork } from './names.ts'

/**
 * Of itself it would notice our death only when it next has something to say: until then it keeps its network alive,
 * also one whose name is gone. `namespace` null: our own network.
 */
export function spawnListener(
  namespace: string | null,
  program: readonly string[],
  stdio: StdioOptions,
): ChildProcess {
  const [command = '', ...args] = [
    ...enteringNetwork(namespace),
    'setpriv',
    '--pdeathsig',
    'KILL',
    ...program,
  ]
  return spawn(command, args, { stdio })
}
