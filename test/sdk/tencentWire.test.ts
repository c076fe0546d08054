// The official Tencent client in each of its manners of signing and sending, against the real server.
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedRequest } from '../tencent/client.ts'
import { TestServer } from './server.ts'
import { type ClientOptions, REGION, tencentSts, tencentVpc } from './tencentClients.ts'

let server: TestServer

beforeAll(async () => {
  server = new TestServer(join(tmpdir(), `menshen-tencent-${process.pid}`))
  await server.start({ MENSHEN_ENFORCE: 'simulated' })
}, 60_000)
afterAll(() => server.remove())

const MANNERS: readonly ClientOptions[] = [
  {},
  { reqMethod: 'GET' },
  { path: '/behind/a/proxy' },
  { signMethod: 'HmacSHA1' },
  { signMethod: 'HmacSHA1', reqMethod: 'GET' },
  { signMethod: 'HmacSHA256' },
  { signMethod: 'HmacSHA256', reqMethod: 'GET' },
]

describe('every manner of signing and sending', () => {
  test.each(MANNERS.map((options) => [JSON.stringify(options), options] as const))(
    '%s makes a group, orders its rules and reads them back',
    async (_, options) => {
      const vpc = tencentVpc(server.credentials, options)
      const created = await vpc.CreateSecurityGroup({ GroupName: 'web tier', GroupDescription: '前端' })
      const id = created.SecurityGroup?.SecurityGroupId ?? ''
      expect(id).toMatch(/^sg-\w{8}$/)
      const rule = { Protocol: 'TCP', Port: '80,443', CidrBlock: '10.0.2.1', Action: 'accept' }
      await vpc.CreateSecurityGroupPolicies({
        SecurityGroupId: id,
        SecurityGroupPolicySet: { Ingress: [rule] },
      })
      await vpc.CreateSecurityGroupPolicies({
        SecurityGroupId: id,
        SecurityGroupPolicySet: {
          Version: '1',
          Ingress: [{ PolicyIndex: 0, Protocol: 'icmp', SecurityGroupId: id, Action: 'DROP' }],
        },
      })
      const { SecurityGroupPolicySet: set } = await vpc.DescribeSecurityGroupPolicies({ SecurityGroupId: id })
      expect(set).toMatchObject({
        Version: '2',
        Egress: [],
        Ingress: [
          { PolicyIndex: 0, Priority: 1, Protocol: 'icmp', Port: 'ALL', SecurityGroupId: id, Action: 'DROP' },
          { PolicyIndex: 1, Protocol: 'tcp', Port: '80,443', CidrBlock: '10.0.2.1', Action: 'ACCEPT' },
        ],
      })
      const found = await vpc.DescribeSecurityGroups({
        Filters: [{ Name: 'security-group-id', Values: [id] }],
        Offset: '0',
        Limit: '20',
      })
      expect(found.SecurityGroupSet).toMatchObject([{ SecurityGroupDesc: '前端', ProjectId: '0' }])
    },
  )
})

test.each([
  ['tccli: the scheme in the host', (host: string) => ({ host: `http://${host}`, path: '/' })],
  [
    'Terraform behind a proxy: the whole address asked for',
    (host: string) => {
      const named = host.replace('127.0.0.1', 'vpc.menshen.test')
      return { host: named, path: `http://${named}/` }
    },
  ],
  ['Go: a path that is not signed', (host: string) => ({ host, path: '/tc/' })],
])('%s', async (_, place) => {
  const { endpoint, tencent } = server.credentials
  const { hostname, port, host: door } = new URL(endpoint)
  const { host, path } = place(door)
  const signed = signedRequest('DescribeSecurityGroupLimits', '2017-03-12', '{}', Date.now(), {
    caller: tencent,
    host,
  })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = { hostname, port, path, method: 'POST', headers: signed.headers as OutgoingHttpHeaders }
    request(asked, resolve).on('error', reject).end(signed.body)
  })
  let text = ''
  for await (const chunk of answer) text += chunk
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json'])
  expect(JSON.parse(text).Response.SecurityGroupLimitSet).toMatchObject({ SecurityGroupLimit: 50 })
})

test('a region holds three groups ready: all open, Linux, Windows', async () => {
  const vpc = tencentVpc(server.credentials, { region: 'ap-shanghai' })
  const { SecurityGroupSet: groups = [] } = await vpc.DescribeSecurityGroups({})
  expect(groups.map(({ SecurityGroupName, IsDefault }) => [SecurityGroupName, IsDefault])).toEqual([
    ['default', true],
    ['Linux-22', false],
    ['Windows-3389', false],
  ])
})

test('errors come in the language asked for, with the code that clients look at', async () => {
  const ask = (language: 'en-US' | 'zh-CN') =>
    tencentVpc(server.credentials, { language }).DescribeSecurityGroupPolicies({
      SecurityGroupId: 'sg-aaaaaaaa',
    })
  await expect(ask('en-US')).rejects.toMatchObject({
    code: 'ResourceNotFound',
    message: 'There is no security group `sg-aaaaaaaa`.',
  })
  await expect(ask('zh-CN')).rejects.toMatchObject({
    code: 'ResourceNotFound',
    message: '没有安全组 `sg-aaaaaaaa`。',
  })
})

test('credentials of the first start say who calls', async () => {
  const { uin, appId } = server.credentials.tencent
  expect([uin, appId]).toEqual([expect.stringMatching(/^1000\d{8}$/), expect.stringMatching(/^13\d{8}$/)])
  expect(await tencentSts(server.credentials).GetCallerIdentity()).toMatchObject({ AccountId: uin })
})

test('`menshen env tencent` prints what each client needs', () => {
  const { tencent, endpoint } = server.credentials
  const { stdout } = server.command(['env', 'tencent'])
  expect(stdout).toContain(`export TENCENTCLOUD_SECRET_ID='${tencent.secretId}'`)
  expect(stdout).toContain(`endpoint: '${new URL(endpoint).host}'`)
  expect(stdout).toContain(`vpc.endpoint ${endpoint} cvm.endpoint ${endpoint}`)
  const { port, host } = new URL(endpoint)
  // Terraform reads this one: without it the keys would go to the real cloud.
  expect(stdout).toContain(`export TENCENTCLOUD_DOMAIN='menshen.test:${port}'`)
  expect(server.command(['env', 'tencent', '--format', 'python']).stdout).toContain(`endpoint='${host}'`)
  const terraform = server.command(['env', 'tencent', '--format', 'terraform']).stdout
  expect(terraform).toContain(`region     = "${REGION}"`)
})
