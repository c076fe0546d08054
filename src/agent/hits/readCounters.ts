// Reads all counters of one router, beside the writer: changes do not wait for it.

import type { RulesetPlan } from '../../core/compile/nftables/ast.ts'
import { countedMaps, type Readings, readingsIn } from '../../core/compile/nftables/counters.ts'
import { inNamespace, type Kernel, quote, runScript } from '../script.ts'

/** In the machine's own network there may be others' tables, and none of ours before the first time. */
const OWN_TABLE =
  'if nft list tables inet | grep -qx "table inet menshen"; then nft -a -n -t list table inet menshen; fi'

/**
 * nft 1.0.6 lists several sets in one batch wrongly, and single chains only with all elements of all tables: so the
 * chains come from a terse listing of everything, and each map from a line of its own to one interactive nft.
 */
export async function readCounters(
  kernel: Kernel,
  namespace: string | null,
  defaults: RulesetPlan['defaults'],
): Promise<Readings> {
  const list = (program: string): Promise<string> =>
    runScript(kernel, 'cannot read the counters', [inNamespace(namespace, program)])
  const chains = await list(namespace === null ? OWN_TABLE : 'nft -a -n -t list ruleset')
  const maps = countedMaps(chains)
  if (maps.length === 0) return readingsIn(chains, maps, defaults)
  const lines = maps.map((map) => quote(`list map inet menshen ${map}`)).join(' ')
  const elements = await list(`printf '%s\\n' ${lines} | nft -a -n -i 2>/dev/null`)
  return readingsIn(`${chains}\n${elements}`, maps, defaults)
}
