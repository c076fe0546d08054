// Prefix lists and port lists in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.lists': '前缀列表与端口列表',
  'lists.about': '多条规则共用的网段或端口集合。',
  'lists.create': '创建列表',
  'lists.edit': '修改列表',
  'lists.delete': '删除列表',
  'lists.entries': '条目',
  'lists.entriesOf': '{{count}}/{{most}} 个条目',
  'lists.entriesPrefix': '每行一个网段，空格后可加描述：10.0.0.0/8 办公网',
  'lists.entriesPort': '每行一个端口或范围，空格后可加描述：8000-8100 游戏',
  'lists.createTemplate': '新建模板',
  'lists.templateName': '1 至 60 个字符',
  'lists.ownMembers': '自有成员',
  'lists.ofTemplates': '模板组',
  'lists.members': '成员',
  'lists.membersAddress': '每行一个，空格后可写备注：10.0.0.1、10.0.0.0/24、10.0.0.1-10.0.0.9 办公室',
  'lists.membersService': '每行一个：tcp:80,443 或 udp:8000-8100 或 icmp:all',
  'lists.needsMember': '模板至少需要一个成员',
  'lists.family': '地址族',
  'lists.max': '最大条目数',
  'lists.maxRule': '创建后不可修改；引用该列表的安全组按此数量计入规则配额。',
  'lists.users': '引用方',
  'lists.unused': '未被引用',
  'lists.none': '还没有列表',
}
