// What the kernel says of one of our tables, part by part: of most it is enough to know whether it is still the same.

import type { NamedSet, TableFamily } from '../ast.ts'
import { digestOfText, plus } from '../digest.ts'
import type { Bytes } from './bytes.ts'
import { big32At, digestOfBytes, eachAttribute, textAt } from './reading.ts'
import { readRule } from './readRule.ts'
import { type FoundElements, SetReading } from './setReading.ts'

export interface FoundSet {
  /** Of everything but its elements. */
  readonly header: number
  /** Null where it is none that a plan speaks of. */
  readonly elements: FoundElements | null
}

export interface FoundChain {
  /** Hook and policy; empty where it has none. */
  readonly hook: string
  /** Of everything about it but its rules. */
  readonly header: number
  /** Of its rules, empty for none. */
  readonly comments: readonly string[]
  /** Of its rules without what they count. */
  readonly rules: number
}

export interface FoundTable {
  readonly flags: number
  readonly sets: ReadonlyMap<string, FoundSet>
  readonly chains: ReadonlyMap<string, FoundChain>
  /** Idle times and whatever else has a name, by kind and name. */
  readonly objects: ReadonlyMap<string, number>
}

/** In nearly all messages: whose it is, and its name. */
export const [TABLE_NAME, NAME] = [1, 2]
/** NFTA_TABLE_FLAGS */
const TABLE_FLAGS = 2
/** NFTA_CHAIN_NAME, …_HOOK, …_POLICY, …_TYPE, …_FLAGS; NFTA_HOOK_HOOKNUM */
const [CHAIN_NAME, HOOK, POLICY, CHAIN_TYPE, CHAIN_FLAGS, HOOK_NUMBER] = [3, 4, 5, 7, 10, 1]
const OF_CHAINS: readonly number[] = [HOOK, POLICY, CHAIN_TYPE, CHAIN_FLAGS]
/** NFTA_SET_FLAGS; with it all that says of what kind the set is, and how long its elements stay. */
const SET_FLAGS = 3
const OF_SETS: readonly number[] = [SET_FLAGS, 4, 5, 6, 7, 8, 9, 11, 12, 15, 17, 18]
/** NFTA_OBJ_TYPE, NFTA_OBJ_DATA; of flow tables their hook and flags. */
const OF_OBJECTS: readonly number[] = [3, 4]
/** NFT_SET_ANONYMOUS */
const ANONYMOUS = 1
/** NFTA_SET_ELEM_LIST_ELEMENTS */
const ELEMENTS = 3
/** By their numbers (NF_INET_…, NF_ARP_…, NF_DROP, NF_ACCEPT). */
const HOOKS: Readonly<Record<TableFamily, readonly string[]>> = {
  inet: ['prerouting', 'input', 'forward', 'output', 'postrouting'],
  arp: ['input', 'output'],
}
const POLICIES = ['drop', 'accept']

interface ChainReading extends FoundChain {
  readonly comments: string[]
  rules: number
}

type About = [bytes: Bytes, from: number, to: number]

export class TableReading {
  readonly #family: TableFamily
  readonly #flags: number
  readonly #planned: ReadonlyMap<string, NamedSet>
  readonly #sets = new Map<string, number>()
  readonly #elements = new Map<string, SetReading>()
  /** Sets that are part of a rule: what is in them. */
  readonly #anonymous = new Map<string, number>()
  readonly #chains = new Map<string, ChainReading>()
  readonly #objects = new Map<string, number>()

  constructor(family: TableFamily, flags: number, planned: ReadonlyMap<string, NamedSet>) {
    this.#family = family
    this.#flags = flags
    this.#planned = planned
  }

  get setsToRead(): readonly string[] {
    return [...this.#anonymous.keys(), ...[...this.#sets.keys()].filter((name) => this.#planned.has(name))]
  }

  get found(): FoundTable {
    const sets = [...this.#sets].map(([name, header]): [string, FoundSet] => {
      const isPlanned = this.#planned.has(name)
      return [name, { header, elements: isPlanned ? (this.#elements.get(name)?.found ?? NONE) : null }]
    })
    return { flags: this.#flags, sets: new Map(sets), chains: this.#chains, objects: this.#objects }
  }

  takeChain(...about: About): void {
    let name = ''
    let [hook, policy] = ['', '']
    const [bytes, from, to] = about
    eachAttribute(bytes, from, to, (type, start, end) => {
      if (type === CHAIN_NAME) name = textAt(bytes, start, end)
      if (type === HOOK) hook = HOOKS[this.#family][numberIn(bytes, start, end, HOOK_NUMBER)] ?? 'unknown'
      if (type === POLICY) policy = POLICIES[big32At(bytes, start)] ?? 'unknown'
    })
    const header = digestOfParts(OF_CHAINS, ...about)
    this.#chains.set(name, { hook: `${hook} ${policy}`.trim(), header, comments: [], rules: 0 })
  }

  takeSet(name: string, ...about: About): void {
    if ((numberIn(...about, SET_FLAGS) & ANONYMOUS) !== 0) this.#anonymous.set(name, 0)
    else this.#sets.set(name, digestOfParts(OF_SETS, ...about))
  }

  /** Some of them: there are as many messages as it takes. */
  takeElements(name: string, ...[bytes, from, to]: About): void {
    eachAttribute(bytes, from, to, (type, start, end) => {
      if (type !== ELEMENTS) return
      const set = this.#readingOf(name)
      eachAttribute(bytes, start, end, (_, first, last) => {
        const sum = this.#anonymous.get(name)
        // Whatever their order, which is drawn anew as well.
        if (sum !== undefined) this.#anonymous.set(name, plus(sum, digestOfBytes(bytes, first, last)))
        else set?.take(bytes, first, last)
      })
    })
  }

  takeRule(name: string, ...[bytes, from, to]: About): void {
    const chain = this.#chains.get(name)
    const { comment, digest } = readRule(bytes, from, to, (set) => this.#anonymous.get(set))
    if (chain === undefined) return
    chain.comments.push(comment)
    chain.rules = digestOfText(`${chain.rules} ${digest}`)
  }

  takeObject(name: string, ...about: About): void {
    this.#objects.set(name, digestOfParts(OF_OBJECTS, ...about))
  }

  #readingOf(name: string): SetReading | undefined {
    const planned = this.#planned.get(name)
    const reading = this.#elements.get(name) ?? (planned && new SetReading(planned))
    if (reading !== undefined) this.#elements.set(name, reading)
    return reading
  }
}

const NONE: FoundElements = { count: 0, digest: 0 }

/** Of a table only the first one is its own. */
export function nameOf(...[bytes, from, to]: About): readonly [table: string, name: string] {
  let [table, name] = ['', '']
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (type === TABLE_NAME) table = textAt(bytes, start, end)
    if (type === NAME) name = textAt(bytes, start, end)
  })
  return [table, name]
}

export const flagsOf = (...about: About): number => numberIn(...about, TABLE_FLAGS)

function numberIn(...[bytes, from, to, which]: [...About, number]): number {
  let number = 0
  eachAttribute(bytes, from, to, (type, start) => {
    if (type === which) number = big32At(bytes, start)
  })
  return number
}

function digestOfParts(which: readonly number[], ...[bytes, from, to]: About): number {
  let digest = 0
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (which.includes(type)) digest = digestOfText(`${digest} ${type} ${digestOfBytes(bytes, start, end)}`)
  })
  return digest
}
