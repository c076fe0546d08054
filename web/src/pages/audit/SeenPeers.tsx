// Who really came by a rule that lets everybody in, and the narrower rules that could take its place.

import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { parseCidr } from '../../../../src/core/model/cidr.ts'
import type { Rule } from '../../../../src/core/model/rule.ts'
import { call } from '../../client/client.ts'
import type { Operations } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { useFormats } from '../../parts/formats.ts'
import { quoted, SameThing } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

type Seen = Operations['listSeenPeers']['answer']

/** Wider than any one network of anybody's. */
const WIDE = { 4: 8, 6: 32 } as const

/** Whether it accepts from a block that nobody owns as a whole. */
export function isWide({ action, peer }: Rule): boolean {
  const block = peer.kind === 'cidr' && action === 'accept' ? parseCidr(peer.cidr) : undefined
  return block !== undefined && block.length < WIDE[block.family]
}

/** Hosts are asked for their sessions only when somebody wants to know. */
export function SeenPeers({ rule }: { readonly rule: Rule }) {
  const t = useText()
  const { revision } = useModel()
  const [isAsked, setAsked] = useState(false)
  const params = { groupId: rule.groupId, ruleId: rule.id }
  const seen = useQuery({
    queryKey: ['seen', rule.id, revision],
    queryFn: ({ signal }) => call('listSeenPeers', { params }, signal),
    enabled: isAsked,
    staleTime: 0,
  })
  if (!isAsked)
    return (
      <span>
        <Button size="small" onClick={() => setAsked(true)} aria-label={`${t('seen.ask')}: ${rule.id}`}>
          {t('seen.ask')}
        </Button>
      </span>
    )
  if (seen.error !== null) return <Failure error={seen.error} onRetry={() => void seen.refetch()} />
  if (seen.data === undefined) return <Skeleton active paragraph={{ rows: 2 }} title={false} />
  return (
    <section className="stack tight" aria-label={`${t('seen.title')}: ${rule.id}`}>
      <div className="spread">
        <span className="quiet">{t('seen.title')}</span>
        <SameThing
          same={{
            command: `menshen rule seen ${rule.groupId} ${rule.id}`,
            api: { name: 'listSeenPeers', asked: { params } },
          }}
        />
      </div>
      <Addresses seen={seen.data} />
      <Basis seen={seen.data} />
      <Proposal rule={rule} seen={seen.data} />
    </section>
  )
}

const MOST = 8

function Addresses({ seen: { items, more } }: { readonly seen: Seen }) {
  const t = useText()
  if (items.length === 0) return <span>{t('seen.nobody')}</span>
  const left = items.length + more - MOST
  return (
    <span className="row">
      {items.slice(0, MOST).map(({ address, sessions, flows }) => (
        <Tag key={address} className="mono">
          {address} ×{sessions + flows}
        </Tag>
      ))}
      {left > 0 && <span className="quiet">{t('change.more', { count: left })}</span>}
    </span>
  )
}

/** What the list rests on, and what it cannot know. */
function Basis({ seen: { flowsSince, hits, hitsSince, silent } }: { readonly seen: Seen }) {
  const t = useText()
  const { number, time } = useFormats()
  return (
    <span className="quiet">
      {t('seen.basis')}{' '}
      {flowsSince === null ? t('seen.noFlows') : t('seen.flows', { since: time(flowsSince) })}{' '}
      {t('seen.hits', { hits: number(hits), since: time(hitsSince) })}
      {silent.length > 0 && ` ${t('seen.silent', { hosts: silent.join(', ') })}`}
    </span>
  )
}

function Proposal({ rule, seen: { proposal, items } }: { readonly rule: Rule; readonly seen: Seen }) {
  const t = useText()
  const change = useChange()
  if (proposal === null)
    return items.length === 0 ? null : <span className="quiet">{t('seen.noProposal')}</span>
  const narrow = () =>
    void change({
      title: `${t('seen.replace')}: ${rule.id}`,
      name: 'narrowRule',
      asked: { params: { groupId: rule.groupId, ruleId: rule.id }, body: { peers: proposal } },
      command: `menshen rule narrow ${rule.groupId} ${rule.id} ${proposal.map(quoted).join(' ')}`,
      danger: true,
    })
  return (
    <div className="spread">
      <span className="diff-line changed">
        <span aria-hidden>~</span>
        <span className="mono">
          {rule.peer.kind === 'cidr' ? rule.peer.cidr : ''} → {proposal.join(', ')}
        </span>
      </span>
      <Button onClick={narrow}>{t('seen.replace')}</Button>
    </div>
  )
}
