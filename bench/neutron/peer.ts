// Neutron's driver for iptables from Debian's packages, in a namespace of its own: told of rules and members, it says how long it took.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { closureRoot } from '../debianPackages.ts'
import { namespaceNamed, newFolder } from '../leftovers.ts'
import { mustGo } from '../teardown.ts'

const DRIVER = fileURLToPath(new URL('driver.py', import.meta.url))
const PYTHON = '/usr/bin/python3'

export interface NeutronRule {
  readonly direction: 'ingress' | 'egress'
  readonly ethertype: 'IPv4'
  readonly protocol: string
  readonly port_range_min: number
  readonly port_range_max: number
  readonly source_ip_prefix?: string
  readonly dest_ip_prefix?: string
  readonly remote_group_id?: string
}

/** What changes; ports are given once, with the first of them. */
export interface NeutronChange {
  readonly groups?: Readonly<Record<string, readonly NeutronRule[]>>
  readonly members?: Readonly<Record<string, readonly string[]>>
  readonly ports?: Readonly<Record<string, unknown>>
}

export class Neutron {
  readonly #folder = newFolder()
  readonly #namespace = namespaceNamed('neutron')
  readonly #child: ChildProcessWithoutNullStreams
  readonly #answers: AsyncIterator<string>
  readonly close: () => Promise<void>
  #complaint = ''

  private constructor(root: string) {
    this.close = mustGo(() => this.#close())
    spawnSync('ip', ['netns', 'add', this.#namespace])
    const env = environmentOf(root, this.#folder)
    const words = [DRIVER, readlinkSync('/proc/self/ns/net'), this.#folder]
    this.#child = spawn('ip', ['netns', 'exec', this.#namespace, PYTHON, ...words], { env })
    this.#child.stderr.on('data', (piece: Buffer) => {
      this.#complaint = (this.#complaint + piece).slice(-2000)
    })
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Undefined, and said so, when it cannot be had here. */
  static open(): Neutron | undefined {
    const root = existsSync(PYTHON) ? closureRoot(['python3-neutron', 'ipset', 'iptables']) : undefined
    if (root !== undefined) return new Neutron(root)
    console.log("Neutron (Debian's python3-neutron) cannot be had here: left out")
    return undefined
  }

  /** Milliseconds from the data to the kernel. */
  async take(change: NeutronChange): Promise<number> {
    this.#child.stdin.write(`${JSON.stringify(change)}\n`)
    const { value, done } = await this.#answers.next()
    if (done === true) throw new Error(`Neutron's driver ended: ${this.#complaint}`)
    return Number(value) * 1000
  }

  /** Rules of iptables that it keeps. */
  rules(): number {
    const { stdout } = spawnSync('ip', ['netns', 'exec', this.#namespace, 'nft', 'list', 'ruleset'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    })
    return stdout.match(/ counter packets /g)?.length ?? 0
  }

  async #close(): Promise<void> {
    this.#child.stdin.end()
    this.#child.kill()
    spawnSync('ip', ['netns', 'del', this.#namespace])
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Its programs under the names that Debian's alternatives would give them. */
function environmentOf(root: string, folder: string): NodeJS.ProcessEnv {
  const programs = join(folder, 'bin')
  mkdirSync(programs)
  for (const family of ['iptables', 'ip6tables']) {
    for (const rest of ['', '-save', '-restore'])
      symlinkSync(join(root, 'usr/sbin/xtables-nft-multi'), join(programs, family + rest))
  }
  symlinkSync(join(root, 'usr/sbin/ipset'), join(programs, 'ipset'))
  const libraries = ['usr/lib', 'lib'].map((where) => join(root, where, 'x86_64-linux-gnu'))
  return {
    ...process.env,
    PATH: `${programs}:${process.env.PATH}`,
    LD_LIBRARY_PATH: libraries.join(':'),
    XTABLES_LIBDIR: join(root, 'usr/lib/x86_64-linux-gnu/xtables'),
    PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'),
    PYTHONDONTWRITEBYTECODE: '1',
  }
}
