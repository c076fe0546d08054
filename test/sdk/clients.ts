// The official clients, made exactly as their users make them, pointed at one server.
import Ecs from '@alicloud/ecs20140526'
import { $OpenApiUtil } from '@alicloud/openapi-core'
import Rpc from '@alicloud/pop-core'
import Sts from '@alicloud/sts20150401'
import Vpc from '@alicloud/vpc20160428'
import type { Credentials } from './server.ts'

// Its types say that the class is the module; at run time it is a property of it.
const RpcClient = (Rpc as unknown as { RPCClient: typeof Rpc }).RPCClient

export const REGION = 'cn-hangzhou'

// The clients are CommonJS: whoever loads them decides whether the class is the default export or one level below.
export const classOf = <T>(module: { default: T }): T => module.default ?? (module as unknown as T)

/** With the token of a role that was put on. */
export type SessionCredentials = Credentials & { readonly securityToken?: string }

const configOf = ({ endpoint, aliyun, securityToken }: SessionCredentials, protocol: 'http' | 'https') =>
  new $OpenApiUtil.Config({
    endpoint: new URL(endpoint).host,
    protocol,
    regionId: REGION,
    accessKeyId: aliyun.accessKeyId,
    accessKeySecret: aliyun.accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  })

export const ecsClient = (credentials: SessionCredentials, protocol: 'http' | 'https' = 'http') =>
  new (classOf(Ecs))(configOf(credentials, protocol))
export const vpcClient = (credentials: SessionCredentials) =>
  new (classOf(Vpc))(configOf(credentials, 'http'))
export const stsClient = (credentials: SessionCredentials) =>
  new (classOf(Sts))(configOf(credentials, 'http'))

/** The older client, which signs with V1. */
export const popClient = (
  { endpoint, aliyun, securityToken }: SessionCredentials,
  apiVersion = '2014-05-26',
): Rpc =>
  new RpcClient({
    endpoint,
    apiVersion,
    accessKeyId: aliyun.accessKeyId,
    accessKeySecret: aliyun.accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  })
