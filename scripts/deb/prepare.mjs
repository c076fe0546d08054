// Runs inside the installed tree: makes an ENI by the server's Alibaba API and prints its id; `allow`, `revoke`: ping to it.

import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const { endpoint, aliyun } = JSON.parse(readFileSync('/var/lib/menshen-server/credentials.json', 'utf8'))
const NOTE = '/tmp/prepared.json'
const PING = { IpProtocol: 'icmp', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/0' }

const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

async function call(action, parameters, version = '2014-05-26') {
  const all = {
    ...{ Action: action, Version: version, Format: 'JSON', RegionId: 'cn-hangzhou' },
    ...{ AccessKeyId: aliyun.accessKeyId, SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0' },
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    ...parameters,
  }
  const names = Object.keys(all).sort()
  const query = names.map((name) => `${encode(name)}=${encode(all[name])}`).join('&')
  const key = `${aliyun.accessKeySecret}&`
  const signature = createHmac('sha1', key)
    .update(`POST&%2F&${encode(query)}`)
    .digest('base64')
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `${query}&Signature=${encode(signature)}`,
  })
  if (response.status !== 200) throw new Error(`${action}: ${await response.text()}`)
  return response.json()
}

const [, , wanted] = process.argv
if (wanted === undefined) {
  const vpc = '2016-04-28'
  const { VpcId } = await call('CreateVpc', { CidrBlock: '10.0.0.0/8' }, vpc)
  const place = { VpcId, CidrBlock: '10.0.1.0/24', ZoneId: 'cn-hangzhou-h' }
  const { VSwitchId } = await call('CreateVSwitch', place, vpc)
  const { SecurityGroupId } = await call('CreateSecurityGroup', { VpcId })
  const port = { VSwitchId, SecurityGroupId, PrimaryIpAddress: '10.0.1.5' }
  const { NetworkInterfaceId } = await call('CreateNetworkInterface', port)
  writeFileSync(NOTE, SecurityGroupId)
  process.stdout.write(`${NetworkInterfaceId}\n`)
} else {
  const SecurityGroupId = readFileSync(NOTE, 'utf8')
  await call(wanted === 'allow' ? 'AuthorizeSecurityGroup' : 'RevokeSecurityGroup', {
    SecurityGroupId,
    ...PING,
  })
}
