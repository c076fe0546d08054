// A logical network of OVN with nobody on it: databases, the translator and `ovn-trace`, all in a folder of their own.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { debianRoot } from '../../bench/debianPackages.ts'

const PROGRAMS = ['ovsdb-tool', 'ovsdb-server', 'ovn-northd', 'ovn-nbctl', 'ovn-trace']
const PACKAGES = [
  ...['ovn-central', 'ovn-common', 'openvswitch-common'],
  ...['libbpf1', 'libcap-ng0', 'libevent-2.1-7', 'libnuma1', 'libunbound8', 'libxdp1'],
]

/** Where it is installed, or else where its packages are unpacked: here, or already in `MENSHEN_OVN`. */
const ROOT =
  process.env.MENSHEN_OVN ?? (existsSync('/usr/bin/ovn-trace') ? '/' : (debianRoot(PACKAGES) ?? '/'))
const FOLDERS = ['usr/bin', 'usr/sbin'].map((folder) => join(ROOT, folder))
const ENVIRONMENT = { ...process.env, LD_LIBRARY_PATH: join(ROOT, 'usr/lib/x86_64-linux-gnu') }

const find = (program: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, program)).find((file) => existsSync(file))

export function reasonWithoutOvn(): string | undefined {
  const missing = PROGRAMS.filter(
    (program) => spawnSync(find(program) ?? program, ['--version'], { env: ENVIRONMENT }).status !== 0,
  )
  return missing.length === 0
    ? undefined
    : `${missing.join(', ')} not found, and Debian's package ovn-central cannot be had`
}

export class Ovn {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    for (const which of ['nb', 'sb'] as const) {
      const schema = join(ROOT, `usr/share/ovn/ovn-${which}.ovsschema`)
      this.#run('ovsdb-tool', 'create', this.#file(`${which}.db`), schema)
      const remote = `--remote=p${this.#socket(which)}`
      this.#run('ovsdb-server', remote, ...this.#daemon(which), this.#file(`${which}.db`))
    }
    const databases = [`--ovnnb-db=${this.#socket('nb')}`, `--ovnsb-db=${this.#socket('sb')}`]
    this.#run('ovn-northd', ...databases, ...this.#daemon('northd'))
  }

  /** Commands of `ovn-nbctl`, all in one transaction; waits until they are translated. */
  configure(commands: readonly (readonly string[])[]): void {
    const words = commands.flatMap((command, at) => (at === 0 ? command : ['--', ...command]))
    this.#run('ovn-nbctl', `--db=${this.#socket('nb')}`, '--wait=sb', '--timeout=20', ...words)
  }

  /** Whether a first packet with these fields comes out at `port`. */
  async arrives(network: string, fields: string, port: string): Promise<boolean> {
    const words = [`--db=${this.#socket('sb')}`, '--minimal', '--ct=new', '--ct=new', network, fields]
    const child = spawn(find('ovn-trace') ?? '', words, { env: this.#environment })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        output += piece
      })
    }
    const code = await new Promise((resolve) => child.once('close', resolve))
    if (code !== 0) throw new Error(`ovn-trace ${fields}: ${output}`)
    return output.includes(`output("${port}")`)
  }

  end(): void {
    for (const name of ['northd', 'nb', 'sb']) {
      const file = this.#file(`${name}.pid`)
      if (existsSync(file)) process.kill(Number(readFileSync(file, 'utf8')))
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #environment(): NodeJS.ProcessEnv {
    const [run, log] = [this.#folder, this.#folder]
    return { ...ENVIRONMENT, OVN_RUNDIR: run, OVS_RUNDIR: run, OVN_LOGDIR: log, OVS_LOGDIR: log }
  }

  #file(name: string): string {
    return join(this.#folder, name)
  }

  #socket(which: string): string {
    return `unix:${this.#file(`${which}.sock`)}`
  }

  #daemon(name: string): readonly string[] {
    const files = [`--unixctl=${this.#file(`${name}.ctl`)}`, `--pidfile=${this.#file(`${name}.pid`)}`]
    return [...files, `--log-file=${this.#file(`${name}.log`)}`, '--detach', '--no-chdir']
  }

  #run(program: string, ...words: readonly string[]): void {
    const { status, stderr } = spawnSync(find(program) ?? program, words, {
      env: this.#environment,
      encoding: 'utf8',
      // Daemons keep what they inherit.
      stdio: ['ignore', 'ignore', program === 'ovn-nbctl' ? 'pipe' : 'ignore'],
    })
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr ?? ''}`)
  }
}
