// Hears from the kernel when somebody else has changed our tables: a look every second would come too late.

import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { TABLE } from '../core/compile/nftables/names.ts'
import { spawnListener } from './listener.ts'
import { RULE_LISTENER } from './ruleListener.ts'

/** Whoever cannot be listened to is asked again after this time; looking for drift goes on meanwhile. */
const AGAIN_MS = 5000

/** So often it is asked whether it listens yet: `nft monitor` reads the whole ruleset before it does. */
const LISTENS_YET_MS = 50

/** Netlink's number of the netfilter family, and the bit of nf_tables among its groups. */
const NETFILTER = '12'
const NFTABLES_GROUP = 1 << 6

/**
 * What a line is about stands at its start. nft 1.0.6 prints some elements of maps with megabytes of its own memory
 * behind them ("[invalid type]"): nothing of that is kept or searched.
 */
const HEAD_LENGTH = 200

const LOST = 'lost some netlink events'
const ABOUT_US = new RegExp(` (?:inet|arp) ${TABLE}\\b`)
const GENERATION = /^# new generation \d+ by process (\d+)/

export interface RuleWatchOptions {
  /** Null: the machine's own network. */
  readonly namespace: string | null
  /** Whether a process is one of our own writers; what those do is no news. */
  readonly isOwn: (pid: number) => boolean
  readonly onForeign: () => void
}

export class RuleWatch {
  readonly #options: RuleWatchOptions
  #child: ChildProcess | null = null
  #timer: NodeJS.Timeout | null = null
  #isListening = false
  #rest = ''
  #isAboutUs = false

  constructor(options: RuleWatchOptions) {
    this.#options = options
  }

  get isListening(): boolean {
    return this.#isListening
  }

  start(): void {
    if (this.#child !== null) return
    const child = spawnListener(this.#options.namespace, RULE_LISTENER, ['ignore', 'pipe', 'ignore'])
    this.#child = child
    this.#rest = ''
    this.#isAboutUs = false
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (this.#child === child) this.#read(text)
    })
    this.#awaitListening(child)
    child.on('error', () => this.#ended(child))
    child.on('close', () => this.#ended(child))
  }

  /** While much of our own is loaded, which it would otherwise all print. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const child = this.#child
    this.#child = null
    this.#isListening = false
    child?.kill('SIGKILL')
  }

  /** What happened before it listened is looked for once it does. */
  #awaitListening(child: ChildProcess): void {
    this.#timer = setTimeout(() => {
      if (this.#child !== child) return
      if (!hearsRules(child.pid ?? 0)) return this.#awaitListening(child)
      this.#isListening = true
      this.#options.onForeign()
    }, LISTENS_YET_MS)
    this.#timer.unref()
  }

  /** A transaction comes as its parts, then one line that says whose it was. */
  #read(text: string): void {
    const heads = text.split('\n').map((line) => line.slice(0, HEAD_LENGTH))
    heads[0] = (this.#rest + heads[0]).slice(0, HEAD_LENGTH)
    this.#rest = heads.pop() ?? ''
    for (const line of heads) {
      const [, process] = GENERATION.exec(line) ?? []
      if (line.includes(LOST)) this.#options.onForeign()
      if (process === undefined) {
        this.#isAboutUs ||= ABOUT_US.test(line)
        continue
      }
      if (this.#isAboutUs && !this.#options.isOwn(Number(process))) this.#options.onForeign()
      this.#isAboutUs = false
    }
  }

  /** The kernel may have dropped messages that came too fast: look, and listen again. */
  #ended(child: ChildProcess): void {
    if (this.#child !== child) return
    this.#child = null
    this.#isListening = false
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.start(), AGAIN_MS)
    this.#timer.unref()
  }
}

/** Whether this process has joined the group that hears of rules, by the kernel's list of its network's sockets. */
function hearsRules(pid: number): boolean {
  try {
    const sockets = readFileSync(`/proc/${pid}/net/netlink`, 'utf8').split('\n')
    return sockets.some((line) => {
      const [, family, owner, groups = ''] = line.trim().split(/\s+/)
      return (
        family === NETFILTER && Number(owner) === pid && (Number.parseInt(groups, 16) & NFTABLES_GROUP) !== 0
      )
    })
  } catch {
    return false
  }
}
