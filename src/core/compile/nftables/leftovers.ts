// What a change leaves behind for packets that are still on their way, until they are through.

import type { Chain, Element, NamedSet, RulesetPlan, Table, TableFamily, Timeout } from './ast.ts'
import { SETS } from './names.ts'

interface Left {
  readonly family: TableFamily
}

/** Everything under the names that the kernel knows. */
export class Leftovers {
  readonly sets: (Left & { readonly set: NamedSet })[] = []
  readonly chains: (Left & { readonly chain: Chain })[] = []
  /** Rows of sets that stay; null = nobody knows which. */
  readonly elements: (Left & { readonly set: NamedSet; readonly elements: readonly Element[] | null })[] = []
  readonly timeouts: (Left & { readonly name: string; readonly timeout?: Timeout })[] = []

  get isEmpty(): boolean {
    return this.sets.length + this.chains.length + this.elements.length + this.timeouts.length === 0
  }
}

/** What the kernel's name for the plan says beside its hash. */
export const WITH_LEFTOVERS = ' with leftovers'

export function withLeftovers(tables: readonly Table[], leftovers: Leftovers): readonly Table[] {
  const of = <T extends Left>(list: readonly T[], { family }: Table): readonly T[] =>
    list.filter((each) => each.family === family)
  return tables.map((table) => {
    const elements = new Map(
      of(leftovers.elements, table).map((each) => [each.set.name, each.elements ?? []]),
    )
    const timeouts = [
      ...(table.timeouts ?? []),
      ...of(leftovers.timeouts, table).flatMap(({ timeout }) => timeout ?? []),
    ]
    return {
      ...table,
      ...(timeouts.length === 0 ? {} : { timeouts }),
      sets: [
        ...table.sets.map((set) =>
          set.name === SETS.plan
            ? { ...set, elements: set.elements.map(marked) }
            : { ...set, elements: [...set.elements, ...(elements.get(set.name) ?? [])] },
        ),
        ...of(leftovers.sets, table).map(({ set }) => set),
      ],
      chains: [...table.chains, ...of(leftovers.chains, table).map(({ chain }) => chain)],
    }
  })
}

export const marked = (element: Element): Element => ({
  ...element,
  comment: `${element.comment}${WITH_LEFTOVERS}`,
})

/** The element by which the kernel can be asked for the plan. */
export const markOf = (plan: RulesetPlan): { readonly set: NamedSet; readonly element: Element } => {
  const [set] = plan.tables.flatMap(({ sets }) => sets.findLast(({ name }) => name === SETS.plan) ?? [])
  const element = set?.elements[0]
  if (set === undefined || element === undefined) throw new Error('no name in the plan')
  return { set: { ...set, elements: [] }, element }
}
