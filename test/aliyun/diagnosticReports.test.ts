// Self-diagnosis by Alibaba's own calls: a report for each instance, with what blocks each of the usual services.

import { beforeEach, expect, test } from 'vitest'
import { secondAccount, share } from './accounts.ts'
import { createRunWorld, REGION, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

async function webServer(): Promise<string> {
  const [id = ''] = await world.run()
  await world.ok({ Action: 'AllocatePublicIpAddress', InstanceId: id })
  return id
}

const create = (parameters: object) =>
  world.ok({ Action: 'CreateDiagnosticReport', RegionId: REGION, ...parameters })

test('what is open is normal, what is blocked has an issue with its reason', async () => {
  const id = await webServer()
  const { ReportId } = await create({ ResourceId: id })
  const query = { RegionId: REGION, ReportId }
  const shown = await world.ok({ Action: 'DescribeDiagnosticReportAttributes', ...query })
  expect(shown).toMatchObject({
    ResourceId: id,
    ResourceType: 'instance',
    Status: 'Finished',
    Severity: 'Warn',
  })
  const results = shown.MetricResults.MetricResult
  expect(results).toHaveLength(6)
  const http = results.find(({ MetricId }: { MetricId: string }) => MetricId === 'SecurityGroup.tcp/80')
  expect(http).toMatchObject({ Severity: 'Warn', Issues: { Issue: [{ Repairable: true }] } })
  expect(JSON.parse(http.Issues.Issue[0].Additional).because).toMatch(/^default of sg-/)
  const { Reports } = await world.ok({
    Action: 'DescribeDiagnosticReports',
    RegionId: REGION,
    'ResourceIds.1': id,
  })
  expect(Reports.Report).toMatchObject([{ ReportId, Severity: 'Warn' }])
  expect(Reports.Report[0].Issues.Issue.length).toBeGreaterThan(0)
  const none = await world.ok({
    Action: 'DescribeDiagnosticReports',
    RegionId: REGION,
    'ReportIds.1': 'dr-none',
  })
  expect(none.Reports.Report).toEqual([])
})

test('from an address and about a port of its own', async () => {
  const id = await webServer()
  const AdditionalOptions = JSON.stringify({ Source: '203.0.113.77', Port: 3306 })
  const { ReportId } = await create({ ResourceId: id, AdditionalOptions })
  const shown = await world.ok({ Action: 'DescribeDiagnosticReportAttributes', RegionId: REGION, ReportId })
  const mysql = shown.MetricResults.MetricResult.at(-1)
  expect(mysql.MetricId).toBe('SecurityGroup.tcp/3306')
  expect(JSON.parse(mysql.Issues.Issue[0].Additional).packet).toContain('203.0.113.77')
})

test('from nobody nothing is known, and nothing is called normal', async () => {
  const id = await webServer()
  const { ReportId } = await create({
    ResourceId: id,
    AdditionalOptions: JSON.stringify({ Source: 'i-none' }),
  })
  const shown = await world.ok({ Action: 'DescribeDiagnosticReportAttributes', RegionId: REGION, ReportId })
  expect(shown).toMatchObject({ Severity: 'Unknown', MetricResults: { MetricResult: [] } })
  const listed = (Severity: string) =>
    world.ok({ Action: 'DescribeDiagnosticReports', RegionId: REGION, Severity })
  expect((await listed('Normal')).Reports.Report).toEqual([])
  expect((await listed('Unknown')).Reports.Report).toMatchObject([{ ReportId }])
})

test("another account's instance is known by its address alone, and its rules are not told", async () => {
  const id = await webServer()
  const other = await secondAccount(world)
  await share(world, world.vpcId)
  const made = await other({ Action: 'CreateSecurityGroup', VpcId: world.vpcId, SecurityGroupName: 'theirs' })
  const { SecurityGroupId } = made.body
  const egress = { IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0', Policy: 'drop' }
  await other({ Action: 'AuthorizeSecurityGroupEgress', SecurityGroupId, ...egress })
  const ran = await other({
    Action: 'RunInstances',
    ...{
      ImageId: 'aliyun_3_x64_20G_alibase_20240819.vhd',
      InstanceType: 'ecs.g6.large',
      PrivateIpAddress: '192.168.1.77',
    },
    ...{ VSwitchId: world.vSwitchId, SecurityGroupId, InstanceName: 'secret' },
  })
  const [theirs] = ran.body.InstanceIdSets.InstanceIdSet
  const from = async (Source: string) => {
    const { ReportId } = await create({ ResourceId: id, AdditionalOptions: JSON.stringify({ Source }) })
    return world.ok({ Action: 'DescribeDiagnosticReportAttributes', RegionId: REGION, ReportId })
  }
  expect((await from(theirs)).Severity).toBe('Unknown')
  expect((await from('secret')).Severity).toBe('Unknown')
  const blocked = (await from('192.168.1.77')).MetricResults.MetricResult[0].Issues.Issue[0].Additional
  expect(JSON.parse(blocked).because).toBe('another account')
})

test('an instance that is not there is refused as everywhere', async () => {
  expect(await world.code({ Action: 'CreateDiagnosticReport', ResourceId: 'i-none' })).toBe(
    'InvalidInstanceId.NotFound',
  )
})

test('metrics and their set are listed, and a report answers each of them', async () => {
  const { Metrics, NextToken } = await world.ok({ Action: 'DescribeDiagnosticMetrics', MaxResults: '10' })
  expect(NextToken).toBe('')
  expect(Metrics).toHaveLength(6)
  expect(Metrics[0]).toMatchObject({ MetricId: 'SecurityGroup.tcp/80', GuestMetric: false })
  const ids = Metrics.map((metric: { MetricId: string }) => metric.MetricId)

  const sets = (parameters: Record<string, string>) =>
    world.ok({ Action: 'DescribeDiagnosticMetricSets', ...parameters })
  const { MetricSets } = await sets({ Type: 'Common' })
  expect(MetricSets).toMatchObject([{ MetricSetId: 'dms-instancedefault', Type: 'Common', MetricIds: ids }])
  expect((await sets({ 'MetricSetIds.1': 'dms-instancedefault' })).MetricSets).toEqual(MetricSets)
  // Sets of users are what is asked for when nothing is said, and there are none.
  expect((await sets({})).MetricSets).toEqual([])
  expect((await sets({ Type: 'Common', ResourceType: 'disk' })).MetricSets).toEqual([])

  const id = await webServer()
  const { ReportId } = await create({ ResourceId: id, MetricSetId: 'dms-instancedefault' })
  const shown = await world.ok({ Action: 'DescribeDiagnosticReportAttributes', ReportId })
  expect(shown.MetricResults.MetricResult.map((one: { MetricId: string }) => one.MetricId)).toEqual(ids)
})

test('metrics by id, by type, part by part', async () => {
  const metrics = (parameters: Record<string, string>) =>
    world.ok({ Action: 'DescribeDiagnosticMetrics', ...parameters })
  const some = await metrics({ 'MetricIds.1': 'SecurityGroup.icmp', 'MetricIds.2': 'SecurityGroup.none' })
  expect(some.Metrics).toMatchObject([{ MetricId: 'SecurityGroup.icmp' }])
  expect((await metrics({ ResourceType: 'disk' })).Metrics).toEqual([])
  expect((await metrics({ MaxResults: '1000' })).Metrics).toHaveLength(6)
  const first = await metrics({ MaxResults: '4' })
  const rest = await metrics({ MaxResults: '4', NextToken: first.NextToken })
  expect([first.Metrics.length, rest.Metrics.length, rest.NextToken]).toEqual([4, 2, ''])
})

test('a set that is not there is refused', async () => {
  const id = await webServer()
  const code = await world.code({ Action: 'CreateDiagnosticReport', ResourceId: id, MetricSetId: 'dms-none' })
  expect(code).toBe('InvalidMetricSetId.NotFound')
})
