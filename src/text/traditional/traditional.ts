// Simplified Chinese in traditional characters, with the terms that Taiwan uses.

import { SIMPLIFIED, TRADITIONAL } from './characters.ts'

/** Terms first, the longest before those that they contain; what is left goes by characters. */
const TERMS: readonly (readonly [string, string])[] = Object.entries({
  网络: '網路',
  默认: '預設',
  登录: '登入',
  退出登录: '登出',
  服务器: '伺服器',
  服务: '服務',
  信息: '資訊',
  数据: '資料',
  文件: '檔案',
  用户: '使用者',
  端口: '連接埠',
  实例: '執行個體',
  导入: '匯入',
  导出: '匯出',
  设置: '設定',
  优先级: '優先順序',
  连接: '連線',
  访问: '存取',
  账号: '帳號',
  搜索: '搜尋',
  查看: '檢視',
  查找: '尋找',
  添加: '新增',
  新建: '新增',
  创建: '建立',
  支持: '支援',
  模板: '範本',
  粘贴: '貼上',
  复制: '複製',
  克隆: '複製',
  链接: '連結',
  菜单: '選單',
  地址: '位址',
  协议: '通訊協定',
  控制台: '主控台',
  命令行: '命令列',
  命令: '指令',
  刷新: '重新整理',
  字符: '字元',
  程序: '程式',
  交换机: '交換器',
  会话: '工作階段',
  专有网络: '專用網路',
  经典网络: '傳統網路',
  公网: '公網',
  内网: '內網',
  网卡: '網卡',
  数字: '數字',
  当前: '目前',
  全部: '全部',
  质量: '品質',
  屏幕: '螢幕',
  鼠标: '滑鼠',
  键盘: '鍵盤',
  缓存: '快取',
  加载: '載入',
  保存: '儲存',
  撤销: '復原',
  还原: '還原',
  重试: '重試',
  日志: '記錄檔',
  变更记录: '變更記錄',
  审计: '稽核',
  诊断: '診斷',
  拓扑: '拓撲',
  配额: '配額',
  凭证: '憑證',
  标签: '標籤',
  界面: '介面',
  接口: '介面',
  列表: '清單',
  视图: '檢視',
  点击: '點選',
  单击: '點選',
  勾选: '勾選',
  高级: '進階',
  批量: '批次',
  回收: '回收',
  策略: '策略',
  内核: '核心',
  主机: '主機',
  云: '雲端',
  安全组: '安全性群組',
  前缀列表: '首碼列表',
  阿里云: '阿里雲',
  腾讯云: '騰訊雲',
}).sort(([a], [b]) => b.length - a.length)

const CHARACTERS = new Map([...SIMPLIFIED].map((one, place) => [one, [...TRADITIONAL][place] as string]))
const TERM_PATTERN = new RegExp(TERMS.map(([term]) => term).join('|'), 'g')
const TERM_OF = new Map(TERMS)

/** Names in `{{…}}` and code are plain ASCII and pass as they are. */
export function traditional(text: string): string {
  let done = ''
  let from = 0
  for (const { 0: term, index } of text.matchAll(TERM_PATTERN)) {
    done += characters(text.slice(from, index)) + (TERM_OF.get(term) ?? '')
    from = index + term.length
  }
  return done + characters(text.slice(from))
}

const characters = (text: string): string => [...text].map((one) => CHARACTERS.get(one) ?? one).join('')
