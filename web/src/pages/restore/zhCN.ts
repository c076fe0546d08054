// Restoring rules in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.restore': '还原规则',
  'restore.about': '将规则还原为目标安全组、历史版本或导出文件中的规则，可全部或部分还原。',
  'restore.source': '还原来源',
  'restore.source.group': '另一个安全组',
  'restore.source.revision': '历史版本',
  'restore.source.file': '文件',
  'restore.target': '目标安全组',
  'restore.pick': '同地域、同网络类型的安全组',
  'restore.version': '版本：该次变更之后的规则',
  'restore.pickVersion': '选择本安全组的一次变更',
  'restore.noVersion': '没有保留更早的版本',
  'restore.drop': '导出的规则文件（JSON 或 CSV）：点击选择，或拖放到此处',
  'restore.mode': '还原策略',
  'restore.full': '全部还原',
  'restore.partial': '部分还原',
  'restore.at100': '以优先级 100 创建系统级规则（110）',
  'restore.keepGood': '部分行未通过检查时仍按其余规则还原',
  'restore.preview': '还原预览',
  'restore.green': '此处缺少的规则，将被添加',
  'restore.redFull': '仅此处有的规则，将被删除',
  'restore.redPartial': '仅此处有的规则，将保留',
  'restore.left': '无法还原',
  'restore.refused': '无法识别为规则的行',
  'restore.row': '第 {{row}} 行：',
  'restore.same': '规则相同。',
  'restore.start': '预览影响',
}
