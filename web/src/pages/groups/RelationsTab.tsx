// What the group's rules name, and whose rules name the group.

import type { ReactNode } from 'react'
import type { Peer, Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { Named } from '../../parts/Named.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { serviceText } from './draft.ts'

export function RelationsTab({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { reader } = useModel()
  const own = reader.by('rule', 'group', group.id)
  const naming = reader.by('rule', 'peerGroup', group.id).filter(({ groupId }) => groupId !== group.id)
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(380px, 1fr))' }}>
      <Column title={t('relations.named')} none={t('relations.namesNobody')}>
        {own.flatMap((rule) =>
          rule.peer.kind === 'cidr'
            ? []
            : [<Line key={rule.id} rule={rule} other={<PeerOf peer={rule.peer} />} />],
        )}
        {own.flatMap((rule) =>
          rule.ports.kind === 'list'
            ? [
                <Line
                  key={`${rule.id} ports`}
                  rule={rule}
                  other={<Named kind="portList" id={rule.ports.listId} />}
                />,
              ]
            : [],
        )}
      </Column>
      <Column title={t('relations.naming')} none={t('relations.namedByNobody')}>
        {naming.map((rule) => (
          <Line key={rule.id} rule={rule} other={<Named kind="securityGroup" id={rule.groupId} />} />
        ))}
      </Column>
    </div>
  )
}

function PeerOf({ peer }: { readonly peer: Exclude<Peer, { kind: 'cidr' }> }) {
  return peer.kind === 'group' ? (
    <Named kind="securityGroup" id={peer.groupId} />
  ) : (
    <Named kind="prefixList" id={peer.listId} />
  )
}

interface ColumnProps {
  readonly title: string
  readonly none: string
  readonly children: readonly (readonly ReactNode[])[] | readonly ReactNode[]
}

function Column({ title, none, children }: ColumnProps) {
  const lines = children.flat()
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {lines.length === 0 ? <p className="quiet">{none}</p> : lines}
    </section>
  )
}

function Line({ rule, other }: { readonly rule: Rule; readonly other: ReactNode }) {
  const terms = useTerms()
  return (
    <div className="row">
      {other}
      <span className="quiet">{terms(rule.direction)}</span>
      <ActionBadge action={rule.action} />
      <span className="mono">{serviceText(rule)}</span>
    </div>
  )
}
