// Programs from Debian's packages, unpacked into the cache and not installed: peers to stand beside, judges to ask.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whoever has no network learns it soon. */
const PATIENCE = ['-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=1']

/** The folder that stands for `/`; undefined when they cannot be had. */
export function debianRoot(packages: readonly string[]): string | undefined {
  const folder = fileURLToPath(new URL(`../.cache/bench/debian-${packages[0]}`, import.meta.url))
  const root = join(folder, 'root')
  if (existsSync(root)) return root
  mkdirSync(folder, { recursive: true })
  const apt = (...words: readonly string[]): boolean =>
    spawnSync('apt-get', [...PATIENCE, ...words], { cwd: folder, stdio: 'ignore', timeout: 120_000 })
      .status === 0
  const download = (): boolean => apt('download', ...packages)
  // A machine that was just made has no lists of packages yet.
  if (!download() && !(process.getuid?.() === 0 && apt('update') && download())) return undefined
  const half = join(folder, 'half')
  rmSync(half, { recursive: true, force: true })
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    if (spawnSync('dpkg', ['-x', file, half], { cwd: folder }).status !== 0) return undefined
  }
  renameSync(half, root)
  return root
}

/** With all that they need and this machine has not installed. */
export function closureRoot(packages: readonly string[]): string | undefined {
  const words = ['install', '--simulate', '--no-install-recommends', ...packages]
  const { status, stdout } = spawnSync('apt-get', words, { encoding: 'utf8' })
  const missing = [...(stdout ?? '').matchAll(/^Inst (\S+)/gm)].map(([, name]) => name as string)
  const [first = ''] = packages
  return status === 0 ? debianRoot([first, ...missing.filter((name) => name !== first)]) : undefined
}

/** `debianRoot`, and said so when they cannot be had. */
export function rootOrWord(packages: readonly string[]): string | undefined {
  const root = debianRoot(packages)
  if (root === undefined) console.log(`Debian's package ${packages[0]} cannot be had here: left out`)
  return root
}
