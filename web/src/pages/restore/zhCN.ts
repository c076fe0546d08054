// Restoring rules in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.restore': '还原规则',
  'restore.about': '将原安全组的规则还原为目标安全组的规则，可全部或部分还原。',
  'restore.target': '目标安全组',
  'restore.pick': '同地域、同网络类型的安全组',
  'restore.mode': '还原策略',
  'restore.full': '全部还原',
  'restore.partial': '部分还原',
  'restore.at100': '以优先级 100 创建系统级规则（110）',
  'restore.preview': '还原预览',
  'restore.green': '仅目标安全组中有的规则，将被添加',
  'restore.redFull': '目标安全组中没有的规则，将被删除',
  'restore.redPartial': '目标安全组中没有的规则，将保留',
  'restore.left': '无法还原',
  'restore.same': '两个安全组的规则相同。',
  'restore.start': '预览影响',
}
