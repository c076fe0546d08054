// Import and export in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.files': '导入/导出规则',
  'files.about': '使用云控制台的文件格式，JSON 或 CSV；经电子表格编辑后的文件也可导入。',
  'files.export': '导出',
  'files.exportAll': '导出全部 {{count}} 条规则',
  'files.import': '导入',
  'files.drop': '将 JSON 或 CSV 文件拖到此处，或点击选择',
  'files.importAbout': '仅添加新规则，不会覆盖原有规则。',
  'files.template': '下载模板文件',
  'files.importReplaces': '文件将覆盖全部规则：文件中没有的规则会被删除。文件有误时不做任何更改。',
  'files.replaced': '现有的 {{count}} 条规则将被删除。',
  'files.keepFirst': '先导出保存',
  'files.row': '行号',
  'files.outcome': '检查结果',
  'files.added': '将导入',
  'files.present': '已存在',
  'files.repeated': '重复',
  'files.ignored': '忽略',
  'files.refused': '无法导入',
  'files.reason': '原因',
  'files.rule': '规则',
  'files.counts':
    '共 {{rows}} 行：新增 {{added}}，已存在 {{present}}，忽略 {{ignored}}，无法导入 {{refused}}',
  'files.keepGood': '跳过无法导入的行，导入其余规则',
  'files.start': '开始导入',
}
