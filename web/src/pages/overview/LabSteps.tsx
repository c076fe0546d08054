// Five minutes in the lab, one feature each: what is mended is ticked off by itself, what is looked at when it is opened.

import { CheckCircleFilled, RightCircleOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { portInRange } from '../../../../src/core/model/ports.ts'
import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { compareRefs, refTo } from '../../../../src/core/policy/order.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'

const STEPS = ['traffic', 'shadow', 'open', 'diagnose', 'packet', 'effective', 'history'] as const
type Step = (typeof STEPS)[number]

const KEY = 'menshen.lab.seen'

export function LabSteps() {
  const t = useText()
  const { reader, account } = useModel()
  const [seen, setSeen] = useState(readSeen)
  const groups = reader.by('securityGroup', 'account', account.id).filter(({ tags }) => 'menshen:lab' in tags)
  const group = (name: string) => groups.find((one) => one.name === name)
  const idOf = (name: string) =>
    reader.by('instance', 'account', account.id).find((instance) => instance.name === name)?.id ?? name
  const [eni] = reader.by('eni', 'instance', idOf('lab-db-1'))
  const mended = mendedIn(reader, group)
  const paths: Readonly<Record<Step, string>> = {
    traffic: `/groups/${group('lab-web')?.id}`,
    shadow: `/groups/${group('lab-app')?.id}`,
    open: `/groups/${group('lab-web')?.id}`,
    diagnose: `/diagnosis?from=${idOf('lab-app-1')}&to=${idOf('lab-db-1')}&service=5432/tcp`,
    packet: `/diagnosis?from=${idOf('lab-web-1')}&to=${idOf('lab-app-1')}&service=8080/tcp`,
    effective: eni === undefined ? '/instances' : `/enis/${eni.id}`,
    history: `/groups/${group('lab-db')?.id}?tab=history`,
  }
  const isDone = (step: Step): boolean =>
    step in mended ? mended[step as keyof typeof mended] : seen.includes(step)
  const look = (step: Step) => {
    const now = [...new Set([...seen, step])]
    localStorage.setItem(KEY, now.join())
    setSeen(now)
  }
  const done = STEPS.filter(isDone).length
  return (
    <>
      <div className="row">
        <Progress
          percent={Math.round((100 * done) / STEPS.length)}
          showInfo={false}
          size="small"
          style={{ maxWidth: 220 }}
          aria-label={t('lab.progress', { done, all: STEPS.length })}
        />
        <span className="quiet">{t('lab.progress', { done, all: STEPS.length })}</span>
      </div>
      <ol className="plain-list" style={{ gap: 8 }}>
        {STEPS.map((step) => (
          <li key={step} className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
            {isDone(step) ? (
              <CheckCircleFilled className="accept" aria-label={t('lab.done')} />
            ) : (
              <RightCircleOutlined className="quiet" aria-hidden />
            )}
            <span>
              <Link href={paths[step]} onClick={() => look(step)}>
                {t(`lab.step.${step}`)}
              </Link>
              <div className="quiet">{t(`lab.learn.${step}`)}</div>
            </span>
          </li>
        ))}
      </ol>
      {done === STEPS.length && <p>{t('lab.over')}</p>}
    </>
  )
}

function readSeen(): readonly string[] {
  return (localStorage.getItem(KEY) ?? '').split(',')
}

/** Whether the mistakes that the lab came with are still there. */
function mendedIn(reader: ResourceReader, group: (name: string) => SecurityGroup | undefined) {
  const named = (name: string, port: number): readonly Rule[] => {
    const found = group(name)
    if (found === undefined) return []
    return reader
      .by('rule', 'group', found.id)
      .filter(({ direction, ports }) => direction === 'ingress' && holds(ports, port))
      .toSorted((a, b) => compareRefs(refTo(a, found, 0), refTo(b, found, 0)))
  }
  return {
    shadow: named('lab-app', 8080).length < 2,
    open: !named('lab-web', 3389).some(({ action }) => action === 'accept'),
    diagnose: named('lab-db', 5432)[0]?.action === 'accept',
  }
}

const holds = (ports: Rule['ports'], port: number): boolean =>
  ports.kind === 'ranges' && ports.ranges.some((range) => portInRange(port, range))
