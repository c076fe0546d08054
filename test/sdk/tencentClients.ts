// The official Tencent clients, made exactly as their users make them, pointed at one server.
import { createRequire } from 'node:module'
import type * as Sdk from 'tencentcloud-sdk-nodejs'

// The package loads over a hundred services at once: only those that are called are taken from it.
const load = createRequire(import.meta.url)

export const REGION = 'ap-guangzhou'

export interface TencentCredentials {
  readonly endpoint: string
  readonly tencent: { readonly secretId: string; readonly secretKey: string }
}

export interface ClientOptions {
  readonly region?: string
  readonly signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA1' | 'HmacSHA256'
  readonly reqMethod?: 'GET' | 'POST'
  readonly language?: 'en-US' | 'zh-CN'
  /** Behind the host, as a proxy would add it. */
  readonly path?: string
}

function configOf({ endpoint, tencent }: TencentCredentials, options: ClientOptions) {
  return {
    credential: { secretId: tencent.secretId, secretKey: tencent.secretKey },
    region: options.region ?? REGION,
    profile: {
      signMethod: options.signMethod ?? ('TC3-HMAC-SHA256' as const),
      ...(options.language === undefined ? {} : { language: options.language }),
      httpProfile: {
        protocol: 'http://',
        endpoint: `${new URL(endpoint).host}${options.path ?? ''}`,
        reqMethod: options.reqMethod ?? 'POST',
        reqTimeout: 30,
      },
    },
  } as const
}

const client = <C>(
  service: string,
  version: string,
  credentials: TencentCredentials,
  options: ClientOptions,
): C => {
  const module = load(`tencentcloud-sdk-nodejs/tencentcloud/services/${service}`) as Record<
    string,
    Record<string, { Client: new (config: object) => C }>
  >
  const Client = module[service]?.[version]?.Client
  if (Client === undefined) throw new Error(`the SDK has no ${service} ${version}`)
  return new Client(configOf(credentials, options))
}

type VpcClient = InstanceType<typeof Sdk.vpc.v20170312.Client>
type CvmClient = InstanceType<typeof Sdk.cvm.v20170312.Client>
type TagClient = InstanceType<typeof Sdk.tag.v20180813.Client>
type StsClient = InstanceType<typeof Sdk.sts.v20180813.Client>

export const tencentVpc = (credentials: TencentCredentials, options: ClientOptions = {}): VpcClient =>
  client('vpc', 'v20170312', credentials, options)
export const tencentCvm = (credentials: TencentCredentials, options: ClientOptions = {}): CvmClient =>
  client('cvm', 'v20170312', credentials, options)
export const tencentTag = (credentials: TencentCredentials, options: ClientOptions = {}): TagClient =>
  client('tag', 'v20180813', credentials, options)
export const tencentSts = (credentials: TencentCredentials, options: ClientOptions = {}): StsClient =>
  client('sts', 'v20180813', credentials, options)
