// Network ACLs in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.networkAcls': '网络 ACL',
  'acl.about': '位于交换机边界的无状态列表：回程流量也需要放行条目。第一条匹配的条目生效，其余一律丢弃。',
  'acl.create': '创建网络 ACL',
  'acl.none': '还没有网络 ACL',
  'acl.vSwitches': '关联的交换机',
  'acl.bind': '设置关联交换机',
  'acl.free': '未关联',
  'acl.edit': '编辑条目',
  'acl.entries': '{{direction}}条目，每行一条',
  'acl.entryHint': '格式：accept|drop 服务 网段或前缀列表 名称，例如 accept tcp/22 10.0.0.0/8 office',
  'acl.entryWrong': '第 {{line}} 行无法识别：{{text}}',
  'acl.else': '未匹配任何条目的流量：丢弃',
  'acl.bindOnly': '每次只能关联或取消关联，请分两次操作。',
}
