// Self-diagnosis by Alibaba's own calls: a report for each instance, with what blocks each of the usual services.

import { beforeEach, expect, test } from 'vitest'
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

test('an instance that is not there is refused as everywhere', async () => {
  expect(await world.code({ Action: 'CreateDiagnosticReport', ResourceId: 'i-none' })).toBe(
    'InvalidInstanceId.NotFound',
  )
})
