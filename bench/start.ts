// How long `npm start` takes until "ready": the first start with a new data folder, and the second.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { newFolder } from './leftovers.ts'
import { median } from './statistics.ts'
import { mustGo } from './teardown.ts'

const ROUNDS = 5
const ROOT = fileURLToPath(new URL('..', import.meta.url))

export async function run(): Promise<void> {
  const cold: number[] = []
  const warm: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const folder = newFolder()
    const data = join(folder, 'data-start')
    const remove = mustGo(() => {
      spawnSync(join(ROOT, 'menshen'), ['down'], { env: { ...process.env, MENSHEN_DATA: data } })
      rmSync(folder, { recursive: true, force: true })
    })
    try {
      bare.push(emptyNode())
      cold.push(await start(data))
      warm.push(await start(data))
    } finally {
      await remove()
    }
  }
  const s = (values: readonly number[]) => `${(median(values) / 1000).toFixed(2)} s`
  console.log(`\nnpm start until "ready", set-up already done, medians of ${ROUNDS}`)
  console.log(
    `  first start with a data folder ${s(cold)}, second ${s(warm)}; an empty node process ${s(bare)}`,
  )
  console.log(`  ratio second start / empty node: ${(median(warm) / median(bare)).toFixed(1)}`)
  commands()
  bundle()
}

/** CPU time of commands that scripts call again and again, compile cache warm. */
function commands(): void {
  const menshen = join(ROOT, 'menshen')
  cpuOf(`'${menshen}' --version`)
  const asked = [`'${process.execPath}' -e 0`, `'${menshen}' --version`, `'${menshen}' --help`] as const
  const rounds = [1, 2, 3].map(() => asked.map(cpuOf))
  const [bare, version, help] = asked.map((_, at) => median(rounds.map((round) => round[at] ?? Number.NaN)))
  console.log(`\nCPU-ms of a command, medians of 3 rounds of ${COMMANDS}`)
  console.log(
    `  menshen --version ${version?.toFixed(0)}, menshen --help ${help?.toFixed(0)}, an empty node process ${bare?.toFixed(0)}`,
  )
}

const COMMANDS = 10

/** The shell's own `times`: its second line is about the processes it started. */
function cpuOf(command: string): number {
  const script = `for n in $(seq ${COMMANDS}); do ${command} >/dev/null; done; times`
  const text = spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\n')[1] ?? ''
  const parts = [...text.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s))
  return (parts.reduce((sum, part) => sum + part, 0) * 1000) / COMMANDS
}

function bundle(): void {
  const folder = join(ROOT, 'dist')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : []
  if (names.length === 0) {
    console.log('\nno bundle: run `npm run build` first')
    return
  }
  const files = names.map((name) => readFileSync(join(folder, name)))
  const kb = (size: number) => `${Math.round(size / 1000)} kB`
  const packed = files.reduce((sum, file) => sum + gzipSync(file).length, 0)
  console.log(
    `\nbundle in dist/: ${kb(files.reduce((sum, file) => sum + file.length, 0))} in ${names.length} files, ${kb(packed)} packed with gzip`,
  )
}

function emptyNode(): number {
  const started = performance.now()
  spawnSync(process.execPath, ['-e', ''])
  return performance.now() - started
}

async function start(data: string): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, MENSHEN_DATA: data, MENSHEN_LISTEN: '127.0.0.1:0', LANG: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = mustGo(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let output = ''
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const time = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('is ready')) resolve(performance.now() - started)
    })
  })
  await stop()
  return time
}
