// `menshen env tencent`: settings for Tencent's clients.

import type { Credentials } from '../../server/firstStart.ts'
import { commented, type Formats } from './formats.ts'

const REGION = 'ap-guangzhou'
/** Services whose names Terraform's provider puts before the root domain. */
const SERVICES = ['vpc', 'cvm', 'tag', 'sts', 'cam', 'cbs', 'region', 'antiddos']
/** Every name below it has to lead to this server; the provider knows no other way. */
const ROOT = 'menshen.test'

export const FORMATS: Formats = { shell, node, python, cli, terraform, json }

function variables({ tencent }: Credentials, host: string): readonly (readonly [string, string])[] {
  return [
    ['TENCENTCLOUD_SECRET_ID', tencent.secretId],
    ['TENCENTCLOUD_SECRET_KEY', tencent.secretKey],
    ['TENCENTCLOUD_REGION', REGION],
    ['TENCENTCLOUD_ENDPOINT', host],
    ['TENCENTCLOUD_PROTOCOL', 'HTTP'],
    // Without it Terraform would take these keys to the real cloud.
    ['TENCENTCLOUD_DOMAIN', rootDomain(host)],
  ]
}

/** Can be evaluated by a shell; the snippets for the clients stand below as comments. */
function shell(credentials: Credentials, host: string): string {
  const exports = variables(credentials, host).map(([name, value]) => `export ${name}='${value}'`)
  return [
    ...exports,
    ...commented('Node SDK', node(credentials, host)),
    ...commented('Python SDK', python(credentials, host)),
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

function python({ tencent }: Credentials, host: string): string {
  return [
    'from tencentcloud.common.credential import Credential',
    'from tencentcloud.common.profile.client_profile import ClientProfile',
    'from tencentcloud.common.profile.http_profile import HttpProfile',
    'from tencentcloud.vpc.v20170312 import vpc_client',
    '',
    `http = HttpProfile(protocol='http', endpoint='${host}')`,
    `credential = Credential('${tencent.secretId}', '${tencent.secretKey}')`,
    `client = vpc_client.VpcClient(credential, '${REGION}', ClientProfile(httpProfile=http))`,
  ].join('\n')
}

/** The CLI has no switch for plain HTTP; a scheme in the endpoint is taken as it stands. */
function cli({ tencent }: Credentials, host: string): string {
  const endpoints = SERVICES.map((service) => `${service}.endpoint http://${host}`)
  return [
    'tccli configure set --profile menshen \\',
    `  secretId ${tencent.secretId} secretKey ${tencent.secretKey} region ${REGION} \\`,
    `  ${endpoints.join(' ')}`,
    'tccli vpc DescribeSecurityGroups --profile menshen',
  ].join('\n')
}

const rootDomain = (host: string): string => `${ROOT}:${new URL(`http://${host}`).port || '80'}`

/** The provider puts the name of each service before the domain, and all these names must lead to this server. */
function terraform({ tencent }: Credentials, host: string): string {
  const { hostname } = new URL(`http://${host}`)
  return [
    'provider "tencentcloud" {',
    `  region     = "${REGION}"`,
    `  secret_id  = "${tencent.secretId}"`,
    `  secret_key = "${tencent.secretKey}"`,
    '  protocol   = "HTTP"',
    `  domain     = "${rootDomain(host)}"`,
    '}',
    `# in /etc/hosts: ${hostname} ${SERVICES.map((service) => `${service}.${ROOT}`).join(' ')}`,
    `# or without it: HTTP_PROXY=http://${host} terraform apply`,
  ].join('\n')
}

function json(credentials: Credentials, host: string): string {
  return JSON.stringify(Object.fromEntries(variables(credentials, host)), null, 2)
}
