// One network interface: its groups, changed in one step, and the rules that it really has.

import { Button, Result, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Eni } from '../../../../src/core/model/network.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Enforced } from '../../parts/Enforced.tsx'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { groupsChange } from '../groups/MembersTab.tsx'
import { EffectiveRules } from './EffectiveRules.tsx'

export function EniPage() {
  const t = useText()
  const { id = '' } = useParams<{ id: string }>()
  const { reader } = useModel()
  const eni = reader.get('eni', id)
  if (eni === undefined) {
    return (
      <Result
        status="404"
        title={t('eni.gone')}
        subTitle={<span className="mono">{id}</span>}
        extra={<Link href="/instances">{t('page.instances')}</Link>}
      />
    )
  }
  const addresses = [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses]
  return (
    <>
      <PageHeader
        title={eni.name || eni.id}
        about={
          <span className="row">
            <span className="mono">{eni.id}</span>
            {eni.instanceId !== null && <Named kind="instance" id={eni.instanceId} />}
            <span className="mono">{addresses.join(' ')}</span>
            <Named kind="vpc" id={eni.vpcId} />
            <Enforced />
          </span>
        }
        actions={
          <Link href={`/diagnosis?to=${eni.instanceId ?? eni.id}`} asChild>
            <Button>{t('page.diagnosis')}</Button>
          </Link>
        }
        same={{
          command: `menshen effective ${eni.id}`,
          api: { name: 'showEffectiveRules', asked: { params: { name: eni.id } } },
          cloud: `aliyun ecs DescribeNetworkInterfaceAttribute --RegionId ${eni.region} --NetworkInterfaceId ${eni.id}`,
        }}
      />
      <div className="stack">
        <GroupsOf key={eni.securityGroupIds.join()} eni={eni} />
        <EffectiveRules eni={eni} />
      </div>
    </>
  )
}

function GroupsOf({ eni }: { readonly eni: Eni }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const [groups, setGroups] = useState<readonly string[]>(eni.securityGroupIds)
  const candidates = reader
    .by('securityGroup', 'account', eni.accountId)
    .filter(
      (group) =>
        group.region === eni.region && (group.vpcId ?? '') === (eni.nic === undefined ? eni.vpcId : ''),
    )
  const isSame = groups.join() === eni.securityGroupIds.join()
  return (
    <section className="panel stack tight">
      <h2>{t('eni.groups')}</h2>
      <span className="quiet">{t('eni.groupsAbout')}</span>
      <div className="row">
        <Select
          mode="multiple"
          aria-label={t('eni.groups')}
          value={[...groups]}
          onChange={(chosen: string[]) => setGroups(chosen)}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={eni.managed}
          options={candidates.map(({ id, name }) => ({
            value: id as string,
            label: `${name} · ${t('rules.memberCount', { count: reader.by('eni', 'group', id).length })}`,
          }))}
          style={{ flex: 1, minWidth: 320 }}
        />
        <Button
          type="primary"
          disabled={isSame || groups.length === 0}
          onClick={() => void change(groupsChange(eni, groups, t))}
        >
          {t('eni.save')}
        </Button>
      </div>
    </section>
  )
}
