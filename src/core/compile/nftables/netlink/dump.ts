// Everything that the kernel holds of our tables, asked for and read piece by piece as it comes.

import type { NamedSet, Table, TableFamily } from '../ast.ts'
import { TABLE } from '../names.ts'
import { setsOf } from '../tableIndex.ts'
import { attribute, type Bytes, FAMILIES, general, joined, message, zeroEnded } from './bytes.ts'
import { native16At, native32At } from './reading.ts'
import { type FoundTable, flagsOf, NAME, nameOf, TABLE_NAME, TableReading } from './tableReading.ts'

export interface Found {
  /** Something changed while it was read: it is neither of before nor of after. */
  readonly isTorn: boolean
  readonly tables: ReadonlyMap<TableFamily, FoundTable>
}

/** NFNL_SUBSYS_NFTABLES, NLMSG_ERROR, NLMSG_DONE */
const [NFTABLES, ERROR, DONE] = [10, 2, 3]
/** NFT_MSG_…; what is asked for by a number is told by the one before it. */
const ASK = { tables: 1, chains: 4, rules: 7, sets: 10, elements: 13, objects: 19, flowtables: 23 }
/** NLM_F_DUMP, NLM_F_DUMP_INTR */
const [ALL_OF_THEM, INTERRUPTED] = [0x300, 0x10]
const MESSAGE_HEADER = 16
/** With struct nfgenmsg. */
const HEADER = MESSAGE_HEADER + 4

export class Dump {
  readonly #tables = new Map<TableFamily, TableReading>()
  readonly #planned: ReadonlyMap<TableFamily, ReadonlyMap<string, NamedSet>>
  #rest: Bytes = new Uint8Array(0)
  #waiting = 0
  #isTorn = false
  #stage: 'names' | 'elements' | 'rules' | 'done' = 'names'

  /** The sets of `tables` say how their elements are to be read. */
  constructor(tables: readonly Table[]) {
    this.#planned = new Map(tables.map((table) => [table.family, setsOf(table)]))
  }

  /** What to ask first. */
  begin(): readonly Bytes[] {
    const { tables, chains, sets, objects, flowtables } = ASK
    return this.#asked(
      [...this.#planned.keys()].flatMap((family) =>
        [tables, chains, sets, objects, flowtables].map((what) => question(what, family)),
      ),
    )
  }

  /** What to ask next, where the answers have all come; nothing more when `found` is whole. */
  take(bytes: Bytes): readonly Bytes[] {
    const all = this.#rest.length === 0 ? bytes : joined([this.#rest, bytes])
    let at = 0
    while (at + MESSAGE_HEADER <= all.length) {
      const length = native32At(all, at)
      if (length < MESSAGE_HEADER) throw new Error('a message without a header')
      if (at + length > all.length) break
      this.#takeMessage(all, at, at + length)
      at += (length + 3) & ~3
    }
    this.#rest = all.slice(at)
    return this.#waiting > 0 ? [] : this.#next()
  }

  get isWhole(): boolean {
    return this.#stage === 'done'
  }

  get found(): Found {
    const tables = [...this.#tables].map(([family, reading]) => [family, reading.found] as const)
    return { isTorn: this.#isTorn, tables: new Map(tables) }
  }

  #next(): readonly Bytes[] {
    if (this.#stage === 'names') {
      this.#stage = 'elements'
      const asked = this.#asked(
        [...this.#tables].flatMap(([family, reading]) =>
          reading.setsToRead.map((name) => question(ASK.elements, family, name)),
        ),
      )
      if (asked.length > 0) return asked
    }
    if (this.#stage === 'elements') {
      this.#stage = 'rules'
      const asked = this.#asked([...this.#tables.keys()].map((family) => question(ASK.rules, family)))
      if (asked.length > 0) return asked
    }
    this.#stage = 'done'
    return []
  }

  #asked(questions: readonly Bytes[]): readonly Bytes[] {
    this.#waiting += questions.length
    return questions
  }

  #takeMessage(bytes: Bytes, from: number, to: number): void {
    const type = native16At(bytes, from + 4)
    if ((native16At(bytes, from + 6) & INTERRUPTED) !== 0) this.#isTorn = true
    if (type === ERROR) this.#isTorn = true
    if (type === ERROR || type === DONE) this.#waiting--
    if (type >>> 8 !== NFTABLES) return
    const family = bytes[from + MESSAGE_HEADER] === FAMILIES.inet ? 'inet' : 'arp'
    const about = [bytes, from + HEADER, to] as const
    const what = (type & 0xff) + 1
    const [table, name] = nameOf(...about)
    const reading = this.#tables.get(family)
    if (table !== TABLE) return
    if (what === ASK.tables) this.#open(family, flagsOf(...about))
    else if (reading === undefined) return
    else if (what === ASK.chains) reading.takeChain(...about)
    else if (what === ASK.sets) reading.takeSet(name, ...about)
    else if (what === ASK.elements) reading.takeElements(name, ...about)
    else if (what === ASK.rules) reading.takeRule(name, ...about)
    else reading.takeObject(name, ...about)
  }

  #open(family: TableFamily, flags: number): void {
    const planned = this.#planned.get(family)
    if (planned !== undefined) this.#tables.set(family, new TableReading(family, flags, planned))
  }
}

/** Elements have their set as second attribute, all else needs none. */
function question(what: number, family: TableFamily, set?: string): Bytes {
  const about = what === ASK.tables || what === ASK.chains ? [] : [attribute(TABLE_NAME, zeroEnded(TABLE))]
  return message(
    { type: (NFTABLES << 8) | what, flags: ALL_OF_THEM, sequence: 1 },
    general(FAMILIES[family], 0),
    ...about,
    ...(set === undefined ? [] : [attribute(NAME, zeroEnded(set))]),
  )
}
