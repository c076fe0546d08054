// Topology that stays readable: buckets of groups as a matrix, one cell opened up, one group with its neighbours.

import { useQuery } from '@tanstack/react-query'
import { Alert, Breadcrumb, Button, Segmented, Select, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { askTopology } from '../../model/analysis.ts'
import type { Fold, Sides } from '../../model/topology.ts'
import { useModel } from '../../model/useModel.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { EgoView } from './EgoView.tsx'
import { deeperFold, foldOf } from './folds.ts'
import { Matrix } from './Matrix.tsx'
import { SERVICES, serviceOf } from './services.ts'

export function TopologyPage() {
  const t = useText()
  const ego = new URLSearchParams(useSearch()).get('group')
  const [, go] = useLocation()
  const [service, setService] = useState(SERVICES[0] ?? 'tcp/22')
  return (
    <>
      <PageHeader
        title={t('page.topology')}
        about={t(ego === null ? 'topology.about' : 'topology.ego.about')}
        actions={ego !== null && <Button onClick={() => go('/topology')}>{t('topology.matrix')}</Button>}
        same={{
          command: `menshen reach --service ${service} --matrix`,
          api: { name: 'reachMatrix', asked: { query: { service } } },
        }}
      />
      {ego === null ? (
        <MatrixView service={service} setService={setService} onGroup={(id) => go(`/topology?group=${id}`)} />
      ) : (
        <EgoView groupId={ego} />
      )}
    </>
  )
}

interface MatrixViewProps {
  readonly service: string
  readonly setService: (service: string) => void
  readonly onGroup: (id: string) => void
}

function MatrixView({ service, setService, onGroup }: MatrixViewProps) {
  const t = useText()
  const { reader, revision, account, region } = useModel()
  const groups = useMemo(() => reader.by('securityGroup', 'account', account.id), [reader, account.id])
  const tags = [...new Set(groups.flatMap(({ tags: of }) => Object.keys(of)))].sort()
  const [family, setFamily] = useState<4 | 6>(4)
  const [foldName, setFold] = useState('name:1')
  /** What was opened up, the last one in sight. */
  const [trail, setTrail] = useState<readonly Opened[]>([])
  const { sides, fold } = trail.at(-1) ?? { sides: null, fold: foldOf(foldName) }
  const question = { accountId: account.id, region, service: serviceOf(service), family, fold, sides }
  const found = useQuery({
    queryKey: ['topology', JSON.stringify(question), revision],
    queryFn: () => askTopology(question),
    placeholderData: (old) => old,
  })
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={t('topology.service')}
          value={service}
          onChange={setService}
          options={SERVICES.map((value) => ({ value, label: value }))}
          style={{ width: 130 }}
        />
        <Segmented<4 | 6>
          aria-label={t('topology.family')}
          value={family}
          onChange={setFamily}
          options={[
            { value: 4, label: 'IPv4' },
            { value: 6, label: 'IPv6' },
          ]}
        />
        <Select
          aria-label={t('topology.fold')}
          value={foldName}
          disabled={trail.length > 0}
          onChange={setFold}
          popupMatchSelectWidth={false}
          options={[
            { value: 'name:1', label: t('topology.fold.name', { parts: 1 }) },
            { value: 'name:2', label: t('topology.fold.name', { parts: 2 }) },
            { value: 'vpc', label: t('topology.fold.vpc') },
            { value: 'group', label: t('topology.fold.group') },
            ...tags.map((key) => ({ value: `tag:${key}`, label: t('topology.fold.tag', { key }) })),
          ]}
          style={{ minWidth: 190 }}
        />
        {trail.length > 0 && <Trail trail={trail} onBack={(length) => setTrail(trail.slice(0, length))} />}
      </div>
      {found.error !== null && <Alert type="error" showIcon title={found.error.message} />}
      {found.data === undefined ? (
        <Skeleton active />
      ) : (
        <Matrix
          topology={found.data}
          isWhole={fold.by !== 'group'}
          onOpen={(opened) => setTrail([...trail, { sides: opened, fold: deeperFold(groups, opened, fold) }])}
          onGroup={onGroup}
          groupName={(id) => nameOf(groups, id)}
        />
      )}
    </div>
  )
}

const nameOf = (groups: readonly SecurityGroup[], id: string): string => {
  const group = groups.find((one) => one.id === id)
  return group === undefined || group.name === '' ? id : group.name
}

interface Opened {
  readonly sides: Sides
  readonly fold: Fold
}

interface TrailProps {
  readonly trail: readonly Opened[]
  /** Back to so many steps. */
  readonly onBack: (length: number) => void
}

function Trail({ trail, onBack }: TrailProps) {
  const t = useText()
  const words = [
    t('topology.all'),
    ...trail.map(({ sides: { from, to } }) =>
      from.join() === to.join()
        ? t('topology.some', { count: from.length })
        : t('topology.between', { from: from.length, to: to.length }),
    ),
  ]
  const last = words.length - 1
  return (
    <Breadcrumb
      items={words.map((word, length) => ({
        key: length,
        title:
          length === last ? (
            word
          ) : (
            <Button type="link" size="small" onClick={() => onBack(length)}>
              {word}
            </Button>
          ),
      }))}
    />
  )
}
