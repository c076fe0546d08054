// Takes away what a change has left behind: nobody asks for it any more.

import type { NamedSet, Table } from './ast.ts'
import { renaming } from './deltaParts.ts'
import { isDearConcatenation } from './hazards.ts'
import { marked, markOf } from './leftovers.ts'
import { asksFor, chainNamed, type Names, nameIn, nextVersion } from './loadedNames.ts'
import { SETS, unversioned } from './names.ts'
import type { Delta, Loaded, Step } from './steps.ts'

/** Null when there is nothing to do. */
export function cleaning(loaded: Loaded): Delta | null {
  const { plan, leftovers } = loaded
  if (leftovers === null) return null
  const versions = new Map(loaded.versions)
  const rebuilt: NamedSet[] = []
  const building: Step[] = []
  const exchange: Step[] = []
  const end: Step[] = []
  for (const { family, set, elements } of leftovers.elements) {
    if (elements !== null && !isDearConcatenation(set, elements.length)) {
      end.push({ do: 'deleteElements', family, set, elements })
      continue
    }
    const name = unversioned(set.name)
    const wanted = plan.tables
      .filter((table) => table.family === family)
      .flatMap(({ sets }) => sets.filter((each) => each.name === name))[0]
    if (wanted === undefined) throw new Error(`no set \`${name}\` in the plan`)
    if (name === SETS.snat) {
      // Asked for at a hook, and a hash: all of it changes in one moment.
      end.push({ do: 'flushSet', family, set })
      if (wanted.elements.length > 0) end.push({ do: 'addElements', family, set, elements: wanted.elements })
      continue
    }
    building.push({ do: 'addSet', family, set: { ...wanted, name: nextVersion(versions, family, name) } })
    rebuilt.push(wanted)
    end.push({ do: 'deleteSet', family, set })
  }
  for (const table of plan.tables)
    exchange.push(
      ...askingAgain(table, new Set(rebuilt.map(({ name }) => name)), nameIn(table.family, versions)),
    )
  for (const { family, chain } of leftovers.chains)
    end.unshift({ do: 'flushChain', family, chain: chain.name })
  for (const { family, set } of leftovers.sets) end.push({ do: 'deleteSet', family, set })
  for (const { family, chain } of leftovers.chains) end.push({ do: 'deleteChain', family, chain: chain.name })
  for (const { family, name } of leftovers.timeouts) end.push({ do: 'deleteTimeout', family, name })
  const { element } = markOf(plan)
  end.push(...renaming(plan, marked(element), element))
  const transactions = [building, exchange, end].filter((steps) => steps.length > 0)
  return { transactions, loaded: { plan, versions, leftovers: null } }
}

const askingAgain = ({ family, chains }: Table, names: ReadonlySet<string>, named: Names): readonly Step[] =>
  chains
    .filter((chain) => asksFor(chain, names))
    .flatMap((chain): readonly Step[] => [
      { do: 'flushChain', family, chain: chain.name },
      { do: 'addRules', family, chain: chain.name, rules: chainNamed(chain, named).rules },
    ])
