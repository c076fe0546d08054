// Chinese words of the hosts.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.hosts': '主机',
  'hosts.about': '每台机器正在执行的规则。离线的主机继续执行最后收到的规则，恢复后自动追上。',
  'hosts.revision': '当前版本',
  'hosts.inForce': '已执行的主机',
  'hosts.enforcement': '本机',
  'hosts.version': '程序版本',
  'hosts.none': '还没有主机上报。',
  'hosts.host': '主机',
  'hosts.mode': '执行方式',
  'hosts.state': '状态',
  'hosts.enforced': '已执行版本',
  'hosts.lag': '落后',
  'hosts.instances': '实例数',
  'hosts.drift': '修复偏移',
  'hosts.seen': '最近上报',
  'hosts.failing': '失败：{{why}}',
  'hosts.away': '离线',
  'hosts.behind': '正在应用',
  'hosts.upToDate': '已是最新',
}
