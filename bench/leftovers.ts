// Names that say which run made a thing, and the removal of what runs left behind that were killed outright.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDERS = 'menshen-bench-'
const NAMESPACES = 'mnbench'
const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

export const newFolder = (): string => mkdtempSync(join(tmpdir(), `${FOLDERS}${process.pid}-`))

export const namespaceNamed = (name: string): string => `${NAMESPACES}${process.pid}-${name}`

export function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!isLeft(name, FOLDERS)) continue
    const folder = join(tmpdir(), name)
    // Servers keep their data in a folder of its own below; `down` ends them and takes their namespaces away.
    for (const data of readdirSync(folder).filter((each) => each.startsWith('data-'))) {
      const env = { ...process.env, MENSHEN_DATA: join(folder, data), LANG: 'C' }
      spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'down'], { env })
    }
    rmSync(folder, { recursive: true, force: true })
  }
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' })
  for (const [name = ''] of (stdout ?? '').matchAll(/^\S+/gm))
    if (isLeft(name, NAMESPACES)) spawnSync('ip', ['netns', 'del', name])
}

/** Made by a run whose process is gone. */
function isLeft(name: string, prefix: string): boolean {
  const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1])
  return pid > 0 && !isAlive(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
