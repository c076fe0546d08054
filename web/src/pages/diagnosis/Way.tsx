// The way of a packet, hop by hop: who decides at each, which rules are overruled there, and where it ends.

import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { Named } from '../../parts/Named.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useWhy } from '../../parts/why.ts'
import { type Translate, useText } from '../../text/index.ts'
import type { Item } from './DiagnosisResult.tsx'

export type Hop = Item['way'][number]

export function Way({ title, hops }: { readonly title: string; readonly hops: readonly Hop[] }) {
  return (
    <div>
      <div className="quiet" style={{ marginBottom: 6 }}>
        {title}
      </div>
      <ol className="way">
        {hops.map((hop) => (
          // A way has no two hops alike in kind and direction.
          <li key={`${hop.kind} ${hop.direction} ${hop.eniId}`} className={`hop ${hop.action}`}>
            <HopCard hop={hop} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function HopCard({ hop }: { readonly hop: Hop }) {
  const t = useText()
  const terms = useTerms()
  const why = useWhy()
  const { reader } = useModel()
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name ?? id
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <span aria-hidden>{hop.action === 'accept' ? '✓' : '✗'}</span>
        <b>{titleOf(hop, t)}</b>
        {hop.eniId !== null && <EniName id={hop.eniId} />}
        <ActionBadge action={hop.action} />
      </div>
      {hop.rule === null ? (
        <div className="quiet">{hop.why === null ? '' : why(hop.why)}</div>
      ) : (
        <div>
          <Named kind="securityGroup" id={hop.rule.groupId} brief />{' '}
          <span className="mono quiet">{hop.rule.id}</span>
          <div>{ruleText({ ...hop.rule }, terms, nameOf)}</div>
        </div>
      )}
      {hop.overruled.map(({ rule, because }) => (
        <div key={rule.id} className="quiet">
          <s>{ruleText({ ...rule }, terms, nameOf)}</s>
          <div>
            {t('diagnosis.overruled')}: {t(`diagnosis.because.${because}`)} ·{' '}
            <span className="mono">{rule.id}</span>
          </div>
        </div>
      ))}
    </div>
  )
}

function EniName({ id }: { readonly id: string }) {
  const { reader } = useModel()
  const instanceId = reader.get('eni', id)?.instanceId ?? null
  return instanceId === null ? (
    <Named kind="eni" id={id} brief />
  ) : (
    <Named kind="instance" id={instanceId} brief />
  )
}

function titleOf({ kind, direction }: Hop, t: Translate): string {
  if (kind === 'route') return t('diagnosis.route')
  if (kind === 'networkAcl') return t('diagnosis.acl')
  return t(direction === 'egress' ? 'diagnosis.egress' : 'diagnosis.ingress')
}
