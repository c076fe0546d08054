// `menshen env tencent`: settings for Tencent's clients.

import type { Credentials } from '../../server/firstStart.ts'
import { commented, type Formats } from './formats.ts'

const REGION = 'ap-guangzhou'
/** Services whose names Terraform's provider puts before the root domain. */
const SERVICES = ['vpc', 'cvm', 'tag', 'sts', 'cam', 'cbs']

export const FORMATS: Formats = { shell, node, cli, terraform, json }

function variables({ tencent }: Credentials, host: string): readonly (readonly [string, string])[] {
  return [
    ['TENCENTCLOUD_SECRET_ID', tencent.secretId],
    ['TENCENTCLOUD_SECRET_KEY', tencent.secretKey],
    ['TENCENTCLOUD_REGION', REGION],
    ['TENCENTCLOUD_ENDPOINT', host],
    ['TENCENTCLOUD_PROTOCOL', 'HTTP'],
  ]
}

/** Can be evaluated by a shell; the snippets for the clients stand below as comments. */
function shell(credentials: Credentials, host: string): string {
  const exports = variables(credentials, host).map(([name, value]) => `export ${name}='${value}'`)
  return [
    ...exports,
    ...commented('Node SDK', node(credentials, host)),
    ...commented('tccli', cli(credentials, host)),
    ...commented('Terraform', terraform(credentials, host)),
  ].join('\n')
}

function node({ tencent }: Credentials, host: string): string {
  return [
    "import { vpc } from 'tencentcloud-sdk-nodejs'",
    '',
    'const client = new vpc.v20170312.Client({',
    `  credential: { secretId: '${tencent.secretId}', secretKey: '${tencent.secretKey}' },`,
    `  region: '${REGION}',`,
    `  profile: { httpProfile: { protocol: 'http://', endpoint: '${host}' } },`,
    '})',
  ].join('\n')
}

/** The CLI has no switch for plain HTTP; a scheme in the endpoint is taken as it stands. */
function cli({ tencent }: Credentials, host: string): string {
  return [
    `tccli configure set secretId ${tencent.secretId} secretKey ${tencent.secretKey} region ${REGION} --profile menshen`,
    `tccli vpc DescribeSecurityGroups --profile menshen --endpoint http://${host}`,
  ].join('\n')
}

/** The provider puts the name of each service before the domain, and all these names must lead to this server. */
function terraform({ tencent }: Credentials, host: string): string {
  const { hostname, port } = new URL(`http://${host}`)
  return [
    'provider "tencentcloud" {',
    `  region     = "${REGION}"`,
    `  secret_id  = "${tencent.secretId}"`,
    `  secret_key = "${tencent.secretKey}"`,
    '  protocol   = "HTTP"',
    `  domain     = "menshen.test:${port}"`,
    '}',
    `# in /etc/hosts: ${hostname} ${SERVICES.map((service) => `${service}.menshen.test`).join(' ')}`,
    `# or without it: HTTP_PROXY=http://${host} terraform apply`,
  ].join('\n')
}

function json(credentials: Credentials, host: string): string {
  return JSON.stringify(Object.fromEntries(variables(credentials, host)), null, 2)
}
