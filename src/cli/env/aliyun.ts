// `menshen env aliyun`: settings for Alibaba's clients.

import type { Credentials } from '../../server/firstStart.ts'
import { commented, type Formats } from './formats.ts'

const REGION = 'cn-hangzhou'
/** Products whose endpoint Terraform's provider reads from the environment. */
const PRODUCTS = ['ECS', 'VPC', 'STS', 'RAM', 'IMS', 'TAG', 'RESOURCEMANAGER', 'LOCATION', 'BSSOPENAPI']

export const FORMATS: Formats = { shell, node, cli, terraform, json }

function variables({ aliyun, caFile }: Credentials, host: string): readonly (readonly [string, string])[] {
  return [
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', aliyun.accessKeyId],
    ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', aliyun.accessKeySecret],
    ['ALIBABA_CLOUD_REGION_ID', REGION],
    ['ALIBABA_CLOUD_ENDPOINT', host],
    ['ALICLOUD_ACCESS_KEY', aliyun.accessKeyId],
    ['ALICLOUD_SECRET_KEY', aliyun.accessKeySecret],
    ['ALICLOUD_REGION', REGION],
    ['ALICLOUD_ACCOUNT_ID', aliyun.accountId],
    ['ALICLOUD_SKIP_REGION_VALIDATION', 'true'],
    ['ALIBABA_CLOUD_ACCOUNT_TYPE', 'Domestic'],
    ...PRODUCTS.map((product) => [`${product}_ENDPOINT`, host] as const),
    // Adds to what Node trusts. SSL_CERT_FILE would replace it for every other TLS client of the shell.
    ['NODE_EXTRA_CA_CERTS', caFile],
  ]
}

/** Can be evaluated by a shell; the snippets for the other clients stand below as comments. */
function shell(credentials: Credentials, host: string): string {
  const exports = variables(credentials, host).map(([name, value]) => `export ${name}='${value}'`)
  return [
    ...exports,
    ...commented('Node SDK', node(credentials, host)),
    ...commented('aliyun CLI', cli(credentials, host)),
    ...commented('Terraform', terraform(credentials, host)),
  ].join('\n')
}

function node({ aliyun }: Credentials, host: string): string {
  return [
    "import Ecs from '@alicloud/ecs20140526'",
    "import { $OpenApiUtil } from '@alicloud/openapi-core'",
    '',
    'const ecs = new Ecs.default(',
    '  new $OpenApiUtil.Config({',
    `    endpoint: '${host}',`,
    "    protocol: 'http',",
    `    regionId: '${REGION}',`,
    `    accessKeyId: '${aliyun.accessKeyId}',`,
    `    accessKeySecret: '${aliyun.accessKeySecret}',`,
    '  }),',
    ')',
  ].join('\n')
}

function cli({ aliyun }: Credentials, host: string): string {
  return [
    `aliyun configure set --profile menshen --mode AK --region ${REGION} \\`,
    `  --access-key-id ${aliyun.accessKeyId} --access-key-secret ${aliyun.accessKeySecret}`,
    `aliyun --profile menshen ecs DescribeSecurityGroups --RegionId ${REGION} --endpoint ${host} --insecure`,
  ].join('\n')
}

function terraform({ aliyun, caFile }: Credentials, host: string): string {
  const endpoints = PRODUCTS.map((product) => `    ${product.toLowerCase().padEnd(15)} = "${host}"`)
  return [
    'provider "alicloud" {',
    `  region                 = "${REGION}"`,
    `  access_key             = "${aliyun.accessKeyId}"`,
    `  secret_key             = "${aliyun.accessKeySecret}"`,
    `  account_id             = "${aliyun.accountId}"`,
    '  account_type           = "Domestic"',
    '  protocol               = "HTTP"',
    '  skip_region_validation = true',
    '  endpoints {',
    ...endpoints,
    '  }',
    '}',
    '# some calls of the provider always use TLS; for terraform alone, other programs would trust nobody else:',
    `#   SSL_CERT_FILE='${caFile}' terraform apply`,
  ].join('\n')
}

function json(credentials: Credentials, host: string): string {
  return JSON.stringify(Object.fromEntries(variables(credentials, host)), null, 2)
}
