// One network interface: its groups, changed in one step, and the rules that it really has.

import { Button, Result } from 'antd'
import { Link, useParams } from 'wouter'
import { useModel } from '../../model/useModel.ts'
import { Enforced } from '../../parts/Enforced.tsx'
import { LastChange } from '../../parts/LastChange.tsx'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { EffectiveRules } from './EffectiveRules.tsx'
import { EniGroups } from './EniGroups.tsx'

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
            <LastChange id={eni.id} history={`/changes?resource=${eni.id}`} />
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
          cloud: {
            aliyun: `aliyun ecs DescribeNetworkInterfaceAttribute --RegionId ${eni.region} --NetworkInterfaceId ${eni.id}`,
            tencent: `tccli vpc DescribeNetworkInterfaces --region ${eni.region} --NetworkInterfaceIds '["${eni.id}"]'`,
          },
        }}
      />
      <div className="stack">
        <EniGroups key={eni.securityGroupIds.join()} eni={eni} />
        <EffectiveRules eni={eni} />
      </div>
    </>
  )
}
