// Loaded into a process under test: how much memory it had at most, written where the environment says.

import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  const [, kibibytes = ''] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  writeFileSync(process.env.PEAK_MEMORY_FILE ?? '', kibibytes)
})
