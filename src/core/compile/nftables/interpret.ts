// Runs a packet through a plan as the kernel would run it through the ruleset: a judge that needs no kernel.

import type {
  Chain,
  Element,
  Field,
  Hook,
  Match,
  NamedSet,
  Part,
  Rule,
  Scalar,
  Statement,
  Table,
  Verdict,
} from './ast.ts'
import { isSpan } from './ast.ts'
import { chainsOf, setsOf } from './tableIndex.ts'

/** What rules read of a packet and change about it. */
export interface Context {
  /** Undefined where the packet has no such field: the rule that asks does not match. */
  read(field: Field): Scalar | undefined
  setMark(mark: number): void
  /** Bits outside of `mask` stay. */
  setCtMark(mark: number, mask: number): void
  setZone(zone: number): void
  translate(kind: 'dnat' | 'snat', address: bigint): void
}

export interface Outcome {
  readonly verdict: 'accept' | 'drop'
  /** Comments of the elements and rules that decided something, in order. */
  readonly comments: readonly string[]
  readonly met: Readonly<Met>
}

/** What a packet pays for: rules looked at, lookups in sets and maps, chains entered. */
export interface Met {
  rules: number
  lookups: number
  chains: number
}

export const NOTHING_MET: Readonly<Met> = { rules: 0, lookups: 0, chains: 0 }

/** Where a packet finds what rules name: in one table, or in whichever state of it is the current one at that moment. */
export interface Ruleset {
  /** Asked once at each hook: a packet keeps these rules until it has left the hook. */
  chains(): ReadonlyMap<string, Chain>
  /** Asked at each lookup; undefined = nothing is found there. */
  set(name: string): NamedSet | undefined
}

const rulesets = new WeakMap<Table, Ruleset>()

export function rulesetOf(table: Table): Ruleset {
  const known = rulesets.get(table)
  if (known !== undefined) return known
  const [chains, sets] = [chainsOf(table), setsOf(table)]
  const made: Ruleset = {
    chains: () => chains,
    set(name) {
      const set = sets.get(name)
      if (set === undefined) throw new Error(`no set \`${name}\``)
      return set
    },
  }
  rulesets.set(table, made)
  return made
}

type End = 'accept' | 'drop' | 'return'

/** A packet goes on to the next hook unless it is dropped; without a chain at the hook it goes on. */
export function interpretHook(
  ruleset: Ruleset,
  hook: Hook['hook'],
  priority: Hook['priority'],
  context: Context,
): Outcome {
  const chains = ruleset.chains()
  const chain = [...chains.values()].find(
    (each) => each.hook?.hook === hook && each.hook.priority === priority,
  )
  if (chain === undefined) return { verdict: 'accept', comments: [], met: NOTHING_MET }
  const run = new Run(chains, ruleset, context)
  const end = run.chain(chain)
  const { comments, met } = run
  return { verdict: end === 'return' ? (chain.hook?.policy ?? 'accept') : end, comments, met }
}

class Run {
  readonly comments: string[] = []
  readonly met: Met = { ...NOTHING_MET }
  readonly #chains: ReadonlyMap<string, Chain>
  readonly #ruleset: Ruleset
  readonly #context: Context

  constructor(chains: ReadonlyMap<string, Chain>, ruleset: Ruleset, context: Context) {
    this.#chains = chains
    this.#ruleset = ruleset
    this.#context = context
  }

  chain(chain: Chain): End {
    this.met.chains++
    for (const rule of chain.rules) {
      const end = this.#rule(rule)
      if (end !== undefined) return end
    }
    return 'return'
  }

  /** Undefined: go on with the next rule. */
  #rule(rule: Rule): End | undefined {
    this.met.rules++
    for (const statement of rule.statements) {
      const result = this.#statement(statement)
      if (result === false) return undefined
      if (result === true) continue
      if (rule.comment !== undefined) this.comments.push(rule.comment)
      return this.#verdict(result)
    }
    return undefined
  }

  #verdict(verdict: Verdict): End | undefined {
    switch (verdict.do) {
      case 'jump': {
        const end = this.chain(this.#named(verdict.chain))
        return end === 'return' ? undefined : end
      }
      case 'goto':
        return this.chain(this.#named(verdict.chain))
      default:
        return verdict.do
    }
  }

  /** True: go on within the rule; false: the rule does not match. */
  #statement(statement: Statement): boolean | Verdict {
    switch (statement.do) {
      case 'match':
        return this.#matches(statement)
      case 'lookup': {
        if (this.#values(statement.fields) === undefined) return false
        const found = this.#find(statement.fields, this.#elements(statement.set))
        return (found !== undefined) !== (statement.not === true)
      }
      case 'vmap':
        return this.#verdictIn(this.#find(statement.fields, this.#elements(statement.map)))
      case 'inlineVmap':
        return this.#verdictIn(this.#find([statement.field], statement.elements))
      case 'setMark':
        this.#context.setMark(statement.mark)
        return true
      case 'setMarkFrom': {
        const found = this.#find([statement.field], this.#elements(statement.map))
        if (typeof found?.value === 'number') this.#context.setMark(found.value)
        return found !== undefined
      }
      case 'setCtMark':
        this.#context.setCtMark(statement.mark, statement.mask ?? ALL_BITS)
        return true
      case 'setZone':
        this.#context.setZone(statement.zone)
        return true
      case 'counter':
      case 'log':
      case 'setTimeout':
        return true
      case 'dnat':
      case 'snat': {
        const found = this.#find([statement.field], this.#elements(statement.map))
        if (typeof found?.value === 'bigint') this.#context.translate(statement.do, found.value)
        return found === undefined ? false : { do: 'accept' }
      }
      default:
        return statement
    }
  }

  #matches({ field, values, not = false, mask }: Match): boolean {
    const read = this.#context.read(field)
    const value = mask === undefined || typeof read !== 'number' ? read : (read & mask) >>> 0
    return value !== undefined && values.some((each) => covers(each, value)) !== not
  }

  #verdictIn(element: Element | undefined): boolean | Verdict {
    if (element === undefined || typeof element.value !== 'object') return true
    if (element.comment !== undefined) this.comments.push(element.comment)
    return element.value
  }

  #find(fields: readonly Field[], elements: readonly Element[]): Element | undefined {
    const values = this.#values(fields)
    if (values === undefined) return undefined
    this.met.lookups++
    return elements.find(({ key }) => key.every((part, index) => covers(part, values[index] as Scalar)))
  }

  /** Undefined: the packet lacks one of them. */
  #values(fields: readonly Field[]): readonly Scalar[] | undefined {
    const values = fields.map((field) => this.#context.read(field))
    return values.every((value) => value !== undefined) ? values : undefined
  }

  #named(name: string): Chain {
    const chain = this.#chains.get(name)
    if (chain === undefined) throw new Error(`no chain \`${name}\``)
    return chain
  }

  #elements(name: string): readonly Element[] {
    return this.#ruleset.set(name)?.elements ?? []
  }
}

const ALL_BITS = 0xffff_ffff

function covers(part: Part, value: Scalar): boolean {
  if (isSpan(part)) return typeof value !== 'string' && part.first <= value && value <= part.last
  if (typeof part !== 'string' || !part.endsWith('*')) return part === value
  return typeof value === 'string' && value.startsWith(part.slice(0, -1))
}
