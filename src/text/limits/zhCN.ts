// Simplified Chinese words for what each limit counts.

import type { en } from './en.ts'

export const zhCN: typeof en = {
  'limit.addressesPerVpc': '单个专有网络的私网地址数',
  'limit.eipsPerAccount': '单个账号在单个地域的弹性公网 IP 数',
  'limit.enisPerEnterpriseGroup': '单个企业级安全组的弹性网卡数',
  'limit.groupReferencesPerBasicGroup': '单个普通安全组中授权对象为安全组的规则数',
  'limit.groupsPerEni': '单块弹性网卡的安全组数',
  'limit.groupsPerPrefixList': '单个前缀列表关联的资源数',
  'limit.groupsPerRegion': '单个账号在单个地域的安全组数',
  'limit.instancesPerCall': '单次调用的实例数',
  'limit.instancesPerClassicGroup': '单个经典网络安全组的实例数',
  'limit.ipv4PerFreeEni': '未绑定的弹性网卡的私网 IPv4 地址数',
  'limit.ipv6PerFreeEni': '未绑定的弹性网卡的 IPv6 地址数',
  'limit.listEntriesPerCall': '单次调用增加或删除的列表条目数',
  'limit.networkAclEntries': '单个网络 ACL 每个方向的条目数',
  'limit.networkAclsPerVpc': '单个专有网络的网络 ACL 数',
  'limit.peersPerForm': '单个规则表单的授权对象数',
  'limit.portListEntries': '单个端口列表的条目数',
  'limit.portListsPerRegion': '单个账号在单个地域的端口列表数',
  'limit.prefixListEntries': '单个前缀列表的条目数',
  'limit.prefixListsPerRegion': '单个账号在单个地域的前缀列表数',
  'limit.privateAddressesPerBasicGroup': '单个普通安全组的私网地址数',
  'limit.rulesPerCall': '单次调用的规则数',
  'limit.rulesPerEni': '单块弹性网卡生效的规则数',
  'limit.rulesPerImport': '单次导入的规则数',
  'limit.secondaryCidrsPerVpc': '单个专有网络的附加网段数',
  'limit.sessionIdleSeconds': '空闲会话的保留秒数',
  'limit.tagsPerResource': '单个资源的标签数',
  'limit.userCidrsPerVpc': '单个专有网络的用户网段数',
  'limit.vSwitchesPerVpc': '单个专有网络的交换机数',
}
