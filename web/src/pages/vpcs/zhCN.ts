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
  'vpcs.linked': '已开启，{{count}} 台',
  'vpcs.linksClosed': '未开启',
  'vpcs.linksAbout': '已连接的经典网络实例按双方的规则与此专有网络内网互通。',
  'vpcs.linksFirst': '请先取消实例的连接',
  'vpcs.linkBlock': '该网段属于经典网络的地址',
  'vpcs.link': '连接实例',
  'vpcs.unlink': '取消连接',
  'vpcs.linkTo': '将实例连接到 {{vpc}}',
  'vpcs.unlinkFrom': '取消实例与 {{vpc}} 的连接',
  'vpcs.linksOn': '开启 ClassicLink：{{vpc}}',
  'vpcs.linksOff': '关闭 ClassicLink：{{vpc}}',
  'vpcs.noneToLink': '该地域没有未连接的经典网络实例',
  'vpcs.pickInstance': '选择经典网络实例',
}
