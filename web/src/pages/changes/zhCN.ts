// Chinese words of the change log.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.changes': '变更记录',
  'changes.about': '每次变更的版本号、操作者和内容。',
  'changes.resource': '资源 ID',
  'changes.by': '操作者',
  'changes.none': '没有符合条件的变更。',
}
