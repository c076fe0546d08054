// What Terraform's provider does at the port that other clients do not (its traps are numbered in the order of the
// provider's own life: configuring, asking who it is, choosing endpoints, and rules that always go over TLS).
import { mkdtempSync, readFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Parameters, signedV1 } from '../aliyun/client.ts'
import { REGION } from './clients.ts'
import { TestServer } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers of many actions, looked into field by field
type Body = any

describe('traps of the Terraform provider', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
  let groupId = ''
  beforeAll(async () => {
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    groupId = (await plain({ Action: 'CreateSecurityGroup' })).SecurityGroupId
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  /** Family C: the common parameters, an empty SignatureType among them, are signed and stand in the query. */
  const queryOf = (parameters: Parameters): string => {
    const { accessKeyId: keyId, accessKeySecret: secret } = server.credentials.aliyun
    const all = { RegionId: REGION, SignatureType: '', ...parameters }
    return signedV1('POST', all, Date.now(), { keyId, secret }).toString()
  }
  const plain = async (parameters: Parameters): Promise<Body> =>
    (await fetch(`${server.credentials.endpoint}/?${queryOf(parameters)}`, { method: 'POST' })).json()

  const overTls = (parameters: Parameters): Promise<Body> => {
    const { hostname, port } = new URL(server.credentials.endpoint)
    const path = `/?${queryOf(parameters)}`
    const ca = readFileSync(server.credentials.caFile)
    return new Promise((resolve, reject) => {
      request({ hostname, port, path, ca, method: 'POST' }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () => resolve(JSON.parse(text)))
      })
        .on('error', reject)
        .end()
    })
  }

  const RULE = {
    SecurityGroupId: '',
    IpProtocol: 'tcp',
    PortRange: '22/22',
    NicType: 'intranet',
    Policy: 'accept',
    Priority: '1',
    SourceCidrIp: '10.0.0.0/8',
  }
  const rules = async (): Promise<Body[]> =>
    (
      await plain({
        Action: 'DescribeSecurityGroupAttribute',
        SecurityGroupId: groupId,
        Direction: 'ingress',
      })
    ).Permissions.Permission

  test('1: without a kind of account it asks BssOpenApi what was bought, and waits for it', async () => {
    const asked = { Action: 'QueryAvailableInstances', Version: 'BssOpenApi' }
    expect(await plain({ ...asked, ProductCode: 'vipcloudfw' })).toMatchObject({ Success: true })
  })

  test('2: who it is it learns late, from Sts', async () => {
    const { AccountId } = await plain({ Action: 'GetCallerIdentity', Version: 'Sts' })
    expect(AccountId).toBe(server.credentials.aliyun.accountId)
  })

  test('3 4: rules are changed and removed over TLS at the same port', async () => {
    const permission = Object.fromEntries(
      Object.entries(RULE)
        .filter(([name]) => name !== 'SecurityGroupId')
        .map(([name, value]) => [`Permissions.1.${name}`, value]),
    )
    await plain({ Action: 'AuthorizeSecurityGroup', SecurityGroupId: groupId, ...permission })
    const [rule] = await rules()
    expect(rule).toMatchObject({ PortRange: '22/22', Priority: '1' })
    const gone = { ...RULE, SecurityGroupId: groupId, Description: '' }
    expect(await overTls({ Action: 'RevokeSecurityGroup', ...gone })).not.toHaveProperty('Code')
    expect(await rules()).toEqual([])
    // Destroying what is gone is no mistake.
    expect(await overTls({ Action: 'RevokeSecurityGroup', ...gone })).not.toHaveProperty('Code')
  })

  test('5: a change goes out twice, names no rule, and changes the description alone', async () => {
    await plain({ Action: 'AuthorizeSecurityGroup', ...RULE, SecurityGroupId: groupId })
    const [before] = await rules()
    const change = { ...RULE, SecurityGroupId: groupId, Description: 'for the office' }
    for (let twice = 0; twice < 2; twice++)
      expect(await overTls({ Action: 'ModifySecurityGroupRule', ...change })).not.toHaveProperty('Code')
    expect(await rules()).toEqual([{ ...before, Description: 'for the office' }])
  })

  test('7: endpoints that nobody configured are asked of Location', async () => {
    const asked = { Action: 'DescribeEndpoints', Version: 'Location', Id: REGION, ServiceCode: 'ecs' }
    const { Endpoints } = await plain({ ...asked, Type: 'openAPI' })
    expect(Endpoints.Endpoint[0]).toMatchObject({
      Endpoint: new URL(server.credentials.endpoint).host,
      SerivceCode: 'ecs',
    })
  })
})
