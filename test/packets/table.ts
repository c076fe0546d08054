// The packet tables: a small world at the top of each file, then one judged packet per line.

import type { Direction, Packet } from '../../src/core/model/packet.ts'
import type { Action } from '../../src/core/model/rule.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import type { Why } from '../../src/core/model/verdict.ts'

/**
 * `first`: opens a session. `reply`: answers one that was offered just before. `midstream`: a TCP segment of no known
 * session (C4). `fragment`: a later fragment on its own (P7).
 */
export type RowKind = 'first' | 'reply' | 'midstream' | 'fragment'

export interface Row {
  /** 1-based line in the file. */
  readonly line: number
  readonly text: string
  readonly expected: Action
  readonly kind: RowKind
  readonly packet: Packet
  /** Judge one side alone; null = the whole path. */
  readonly side: Direction | null
  /** ENI that sends, where the source address does not say it. */
  readonly from: string | null
  /** ENI that receives, where the destination address does not say it. */
  readonly to: string | null
  /** What must have decided, as `whyWord` writes it; null = whatever. */
  readonly by: string | null
  /** Judges that cannot judge this row, with the reason. */
  readonly skips: ReadonlyMap<string, string>
  readonly note: string
}

export interface PacketTable {
  readonly name: string
  readonly title: string
  readonly world: ResourceTables
  readonly rows: readonly Row[]
}

/** Whether a network ACL decides: what it drops is no matter of sessions (A1). */
export const isAtEdge = ({ by }: Row): boolean => /^(nae-|networkAcl:)/.test(by ?? '')

/** One word for what decided; `by` of a row is compared with it. */
export function whyWord(why: Why): string {
  switch (why.kind) {
    case 'rule':
      return why.rule.ruleId
    case 'noRoute':
      return why.reason
    case 'innerAccess':
      return `inner:${why.groupId}`
    case 'networkAcl':
      return why.entryId ?? `networkAcl:${why.networkAclId}`
    case 'system':
      return `system:${why.service}`
    default:
      return why.kind
  }
}
