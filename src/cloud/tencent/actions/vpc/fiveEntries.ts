// What the actions on entries of five fields have in common.

import type { NetworkAcl } from '../../../../core/model/networkAcl.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import type { EntrySpec } from '../../../../service/networkAcl/updateEntries.ts'
import { fiveSpecOf } from '../../aclFive.ts'
import { refuse, spec } from '../../error.ts'
import type { SentFive } from './networkAclFields.ts'

const MISMATCH = spec(
  'InvalidParameter.AclTypeMismatch',
  '网络 ACL 的类型与条目的类型不一致。',
  'The entries are not of the type of the network ACL.',
)

/** An ACL has entries of three fields or of five, never both. */
export const ofKind = (acl: NetworkAcl, five: boolean): NetworkAcl =>
  (acl.fiveFields ?? false) === five ? acl : refuse(MISMATCH)

export interface SentLists {
  readonly Ingress: readonly SentFive[] | undefined
  readonly Egress: readonly SentFive[] | undefined
}

export const fiveSpecs = (
  sent: readonly SentFive[],
  direction: Direction,
  idOf: (sent: SentFive) => string | null = () => null,
): readonly EntrySpec[] => {
  const path = `NetworkAclQuintupleSet.${direction === 'ingress' ? 'Ingress' : 'Egress'}`
  return sent.map((one, index) => fiveSpecOf(one, direction, `${path}.${index}`, idOf(one)))
}

/** Both directions, each undefined when it is left out. */
export const fiveLists = ({ Ingress, Egress }: SentLists) => ({
  ingress: Ingress && fiveSpecs(Ingress, 'ingress'),
  egress: Egress && fiveSpecs(Egress, 'egress'),
})

export const kept = (acl: NetworkAcl, direction: Direction): EntrySpec[] =>
  acl[direction].map((entry) => ({ ...entry, family: null }))
