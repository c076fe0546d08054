// What the buttons about ClassicLink ask for.

import type { Vpc } from '../../../../src/core/model/network.ts'
import type { ChangeRequest } from '../../parts/change/request.ts'
import type { Translate } from '../../text/index.ts'

export const switchRequest = (
  { id, name, region }: Vpc,
  enabled: boolean,
  t: Translate,
): ChangeRequest<'setClassicLink'> => ({
  title: t(enabled ? 'vpcs.linksOn' : 'vpcs.linksOff', { vpc: name || id }),
  name: 'setClassicLink',
  asked: { params: { vpcId: id }, body: { enabled } },
  command: enabled ? `menshen classic-link enable ${id}` : `menshen classic-link disable ${id}`,
  cloud: {
    aliyun: `aliyun vpc ${enabled ? 'EnableVpcClassicLink' : 'DisableVpcClassicLink'} --RegionId ${region} --VpcId ${id}`,
  },
})

export const linkRequest = (vpc: Vpc, instanceId: string, t: Translate): ChangeRequest<'linkInstance'> => ({
  title: t('vpcs.linkTo', { vpc: vpc.name || vpc.id }),
  name: 'linkInstance',
  asked: { params: { vpcId: vpc.id, instanceId } },
  command: `menshen classic-link attach ${instanceId} ${vpc.id}`,
  cloud: { aliyun: cloudCall('AttachClassicLinkVpc', vpc, instanceId) },
})

export const unlinkRequest = (
  vpc: Vpc,
  instanceId: string,
  t: Translate,
): ChangeRequest<'unlinkInstance'> => ({
  title: t('vpcs.unlinkFrom', { vpc: vpc.name || vpc.id }),
  name: 'unlinkInstance',
  asked: { params: { vpcId: vpc.id, instanceId } },
  command: `menshen classic-link detach ${instanceId} ${vpc.id}`,
  cloud: { aliyun: cloudCall('DetachClassicLinkVpc', vpc, instanceId) },
  danger: true,
})

const cloudCall = (action: string, { id, region }: Vpc, instanceId: string): string =>
  `aliyun ecs ${action} --RegionId ${region} --InstanceId ${instanceId} --VpcId ${id}`
