// VPCs in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.vpcs': '专有网络与交换机',
  'vpcs.about': '彼此隔离的网络，只能通过公网地址互访。',
  'vpcs.none': '还没有专有网络',
  'vpcs.cidr': '网段',
  'vpcs.default': '默认',
  'vpcs.shared': '共享给',
  'vpcs.vSwitches': '交换机',
  'vpcs.groups': '安全组',
  'vpcs.acl': '网络 ACL',
  'vpcs.noAcl': '无',
}
