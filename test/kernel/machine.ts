// Whether this machine lets us make network namespaces and load nftables rules in them.
import { spawnSync } from 'node:child_process'

const PROGRAMS = ['nft', 'ip', 'conntrack', 'ping', 'curl']

/** Why tests in this folder cannot run here; undefined when they can. */
export function reasonNotToRun(): string | undefined {
  if (process.platform !== 'linux') return `needs Linux, this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'needs root'
  const missing = PROGRAMS.filter((program) => spawnSync(program, ['--version']).error !== undefined)
  if (missing.length > 0) return `${missing.join(', ')} not found`
  const probe = spawnSync('unshare', ['--net', 'nft', 'add table inet menshen_probe'], { encoding: 'utf8' })
  if (probe.status === 0) return undefined
  return `the kernel refuses namespaces or nftables: ${(probe.error?.message ?? probe.stderr).split('\n')[0]}`
}

/** The same for tests that put frames of their own making on interfaces. */
export function reasonNotToInject(): string | undefined {
  return reasonNotToRun() ?? (spawnSync('socat', ['-V']).error === undefined ? undefined : 'socat not found')
}
