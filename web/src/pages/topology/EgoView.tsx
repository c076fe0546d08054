// One group in the middle, who may come in on the left, whereto it may go out on the right; unused ways are dashed.

import { useQuery } from '@tanstack/react-query'
import { Background, Controls, type Edge, type Node, Position, ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { Alert } from 'antd'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { Named } from '../../parts/Named.tsx'
import { useText } from '../../text/index.ts'
import { type Neighbour, neighboursOf } from './neighbours.ts'

const COLUMN = 360
const ROW = 66
const MIDDLE = 'middle'

export function EgoView({ groupId }: { readonly groupId: string }) {
  const t = useText()
  const { reader, revision } = useModel()
  const [, go] = useLocation()
  const group = reader.get('securityGroup', groupId)
  const hood = useMemo(() => neighboursOf(reader, groupId), [reader, groupId])
  const hits = useQuery({
    queryKey: ['hits', groupId, revision],
    queryFn: () => call('listHits', { query: { group: groupId } }),
    placeholderData: (old) => old,
  }).data
  const used = new Set(hits?.items.filter(({ hits: count }) => count > 0).map(({ subject }) => subject))
  if (group === undefined) return <Alert type="warning" showIcon title={t('topology.gone')} />
  const tallest = Math.max(hood.incoming.length, hood.outgoing.length, 1)
  const { nodes, edges } = drawn(hood.incoming, hood.outgoing, group.name || group.id, tallest, (ids) =>
    hits === undefined ? true : ids.some((id) => used.has(id)),
  )
  return (
    <div className="stack tight">
      <div className="row">
        <Named kind="securityGroup" id={groupId} />
        <span className="quiet">{t('topology.dashed')}</span>
      </div>
      <div className="panel" style={{ height: Math.min(760, 140 + tallest * ROW), padding: 0 }}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          colorMode={document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'}
          fitView
          fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
          minZoom={0.2}
          nodesConnectable={false}
          nodesDraggable={false}
          onNodeClick={(_, { data }) => {
            if (typeof data.group === 'string') go(`/topology?group=${data.group}`)
          }}
          proOptions={{ hideAttribution: true }}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <Left count={hood.left.incoming} side={t('topology.incoming')} />
      <Left count={hood.left.outgoing} side={t('topology.outgoing')} />
      <Ways title={t('topology.incoming')} neighbours={hood.incoming} />
      <Ways title={t('topology.outgoing')} neighbours={hood.outgoing} />
    </div>
  )
}

function Left({ count, side }: { readonly count: number; readonly side: string }) {
  const t = useText()
  return count === 0 ? null : <p className="quiet">{t('topology.more', { count, side })}</p>
}

/** The same in words: for the keyboard, for readers, for copying. */
function Ways({ title, neighbours }: { readonly title: string; readonly neighbours: readonly Neighbour[] }) {
  const t = useText()
  return (
    <section className="panel stack tight">
      <h2>{title}</h2>
      {neighbours.length === 0 && <p className="quiet">{t('topology.nobody')}</p>}
      <ul className="plain-list">
        {neighbours.map(({ key, kind, id, name, services }) => (
          <li key={key} className="row">
            {kind === 'cidr' ? <span className="mono">{name}</span> : <Named kind={kind} id={id} />}
            <span className="mono quiet">{services.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function drawn(
  incoming: readonly Neighbour[],
  outgoing: readonly Neighbour[],
  middle: string,
  tallest: number,
  isUsed: (ruleIds: readonly string[]) => boolean,
): { readonly nodes: Node[]; readonly edges: Edge[] } {
  const nodes: Node[] = [
    {
      id: MIDDLE,
      position: { x: COLUMN, y: ((tallest - 1) * ROW) / 2 },
      data: { label: middle },
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
      className: 'ego-node middle',
    },
  ]
  const edges: Edge[] = []
  const add = (side: 'in' | 'out', neighbours: readonly Neighbour[]) => {
    const top = ((tallest - neighbours.length) * ROW) / 2
    for (const [place, { key, kind, id, name, services, ruleIds }] of neighbours.entries()) {
      const node = `${side} ${key}`
      nodes.push({
        id: node,
        position: { x: side === 'in' ? 0 : COLUMN * 2, y: top + place * ROW },
        data: { label: name, group: kind === 'securityGroup' ? id : null },
        sourcePosition: Position.Right,
        targetPosition: Position.Left,
        className: 'ego-node',
      })
      edges.push({
        id: `${node} edge`,
        source: side === 'in' ? node : MIDDLE,
        target: side === 'in' ? MIDDLE : node,
        label: shortened(services),
        animated: false,
        style: isUsed(ruleIds) ? {} : { strokeDasharray: '5 4' },
      })
    }
  }
  add('in', incoming)
  add('out', outgoing)
  return { nodes, edges }
}

const shortened = (services: readonly string[]): string =>
  services.length <= 3 ? services.join(', ') : `${services.slice(0, 3).join(', ')} +${services.length - 3}`
