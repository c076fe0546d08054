// Entries of network ACLs in tables and in one line.

import type { TextKey } from '../../text/index.ts'
import type { AclEntryItem, NetworkAclItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'

export const ENTRY_HEAD: readonly TextKey[] = [
  'column.direction',
  'column.order',
  'column.action',
  'column.protocol',
  'column.ports',
  'column.peer',
  'column.name',
  'column.description',
  'column.id',
]

/** Ingress first; within a direction as they decide. */
export const entryRows = ({ t }: CommandContext, acl: NetworkAclItem): readonly (readonly string[])[] =>
  (['ingress', 'egress'] as const).flatMap((direction) =>
    acl[direction].map((entry, index) => [
      t(`explain.${direction}`),
      String(index + 1),
      t(`explain.${entry.action}`),
      entry.protocol,
      entry.ports,
      entry.peer,
      entry.name,
      entry.description,
      entry.id,
    ]),
  )

/** `ACCEPT tcp 22 10.0.0.0/8`. */
export function aclEntryLine({ t }: CommandContext, { action, protocol, ports, peer }: AclEntryItem): string {
  return `${t(`explain.${action}`)} ${protocol}${ports === 'any' ? '' : ` ${ports}`} ${peer}`
}
