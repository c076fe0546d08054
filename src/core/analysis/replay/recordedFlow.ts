// A flow as somebody recorded it: the packet that opened it, where it was seen, and what was done with it.

import type { EniId, VpcId } from '../../model/ids.ts'
import type { Direction, Packet } from '../../model/packet.ts'
import type { Action } from '../../model/rule.ts'

export interface RecordedFlow {
  readonly packet: Packet
  /** Where addresses may stand for several interfaces, the VPC that is meant; null = the first that has it. */
  readonly vpcId: VpcId | null
  /** Whose interface the record is about, and which way the packet went there; null where it does not say. */
  readonly at: { readonly eniId: EniId | null; readonly direction: Direction | null }
  /** The record tells of that interface alone, as clouds write it: nothing else on the packet's way is judged. */
  readonly alone: boolean
  /** Null: the record does not say. */
  readonly action: Action | null
  /** How many records say the same. */
  readonly count: number
  /** Milliseconds since 1970, of the first and the last of them; null: nobody knows. */
  readonly first: number | null
  readonly last: number | null
}
