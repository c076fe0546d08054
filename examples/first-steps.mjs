// Two groups, two instances, one rule that comes, goes and comes again: watched on real packets.
//
//   npm install --prefix examples
//   eval "$(./menshen env aliyun)"
//   node examples/first-steps.mjs
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as ecsApi from '@alicloud/ecs20140526'
import openApi from '@alicloud/openapi-core'
import * as vpcApi from '@alicloud/vpc20160428'

const env = process.env
const menshen = env.MENSHEN ?? fileURLToPath(new URL('../menshen', import.meta.url))
const regionId = env.ALIBABA_CLOUD_REGION_ID
const config = new openApi.$OpenApiUtil.Config({
  endpoint: env.ALIBABA_CLOUD_ENDPOINT,
  protocol: 'http',
  regionId,
  accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
})
const ecs = new ecsApi.default.default(config)
const vpcs = new vpcApi.default.default(config)

const { body: vpc } = await vpcs.createVpc(
  new vpcApi.CreateVpcRequest({ regionId, cidrBlock: '10.0.0.0/16' }),
)
const { body: vSwitch } = await vpcs.createVSwitch(
  new vpcApi.CreateVSwitchRequest({
    regionId,
    vpcId: vpc.vpcId,
    cidrBlock: '10.0.1.0/24',
    zoneId: 'cn-hangzhou-h',
  }),
)
console.log(`${vpc.vpcId} with ${vSwitch.vSwitchId}`)

async function group(securityGroupName) {
  const request = new ecsApi.CreateSecurityGroupRequest({ regionId, vpcId: vpc.vpcId, securityGroupName })
  return (await ecs.createSecurityGroup(request)).body.securityGroupId
}

/** The tag switches on a small responder on port 80 inside the instance. */
async function instance(instanceName, securityGroupId) {
  const request = new ecsApi.RunInstancesRequest({
    regionId,
    instanceName,
    securityGroupId,
    vSwitchId: vSwitch.vSwitchId,
    imageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
    instanceType: 'ecs.g6.large',
    tag: [new ecsApi.RunInstancesRequestTag({ key: 'menshen:responder', value: '80' })],
  })
  const instanceId = (await ecs.runInstances(request)).body.instanceIdSets.instanceIdSet[0]
  const found = await ecs.describeInstances(
    new ecsApi.DescribeInstancesRequest({ regionId, instanceIds: JSON.stringify([instanceId]) }),
  )
  const address = found.body.instances.instance[0].vpcAttributes.privateIpAddress.ipAddress[0]
  console.log(`${instanceName} is ${instanceId} at ${address} in ${securityGroupId}`)
  return { instanceId, address }
}

const webGroup = await group('web')
const dbGroup = await group('db')
const web = await instance('web', webGroup)
const db = await instance('db', dbGroup)

function watch(moment) {
  const script = `require('net').connect(80,'${db.address}').on('connect',()=>process.exit(0)).setTimeout(700,()=>process.exit(1))`
  const { status } = spawnSync(menshen, ['exec', web.instanceId, '--', process.execPath, '-e', script], {
    stdio: 'inherit',
  })
  console.log(`web → db tcp/80, ${moment.padEnd(18)} ${status === 0 ? 'connected' : 'no answer'}`)
}

const rule = { ipProtocol: 'TCP', portRange: '80/80', sourceGroupId: webGroup }
const permissions = (Permission) => ({
  regionId,
  securityGroupId: dbGroup,
  permissions: [new Permission(rule)],
})
const authorize = () =>
  ecs.authorizeSecurityGroup(
    new ecsApi.AuthorizeSecurityGroupRequest(permissions(ecsApi.AuthorizeSecurityGroupRequestPermissions)),
  )
const revoke = () =>
  ecs.revokeSecurityGroup(
    new ecsApi.RevokeSecurityGroupRequest(permissions(ecsApi.RevokeSecurityGroupRequestPermissions)),
  )

watch('no rule yet')
await authorize()
watch('rule added')
await revoke()
watch('rule taken away')
await authorize()
watch('rule added again')
