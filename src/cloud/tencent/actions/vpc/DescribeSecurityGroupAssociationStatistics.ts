// Counts what is bound to security groups.

import type { ResourceReader } from '../../../../core/model/resources.ts'
import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { referrersOf } from '../../../../service/securityGroup/references.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList } from '../fields.ts'

/** Kinds of things that groups can be bound to in the cloud, in the order of its answers; two exist here. */
const KINDS = (
  'CDB CVM ENI CLB DCDB HSM MongoDB Mariadb Redis TBASE SQLSERVER CHC CTSDBI POSTGRES CYNOSDBPG TDAPG ' +
  'ELASTICSEARCH NATGW ENDPOINT CASB CVP KONISGRAPH TDSTORE LB-WAN CVD EKS LB-LAN'
).split(' ')

export const DescribeSecurityGroupAssociationStatistics = action({
  name: 'DescribeSecurityGroupAssociationStatistics',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Count instances, interfaces and referring groups of security groups.',
  effect: 'read',
  input: { SecurityGroupIds: required(idList('sg', 'Groups to count for.')) },
  faults: ['groupNotFound'],
  missing: [],
  example: { SecurityGroupIds: ['sg-abcd1234'] },
  run: (call, parameters, { region }) => ({
    SecurityGroupAssociationStatisticsSet: parameters.SecurityGroupIds.map((id) =>
      statisticsOf(call.state, findGroup(call, id, region).id),
    ),
  }),
})

/** All five counters are always there: clients read them without looking (tencent.md 7, 24). */
function statisticsOf(state: ResourceReader, id: string): object {
  const members = state.by('eni', 'group', id)
  const instances = members.filter((eni) => eni.kind === 'primary').length
  const enis = members.length - instances
  const counts: Readonly<Record<string, number>> = { CVM: instances, ENI: enis }
  return {
    SecurityGroupId: id,
    CVM: instances,
    CDB: 0,
    ENI: enis,
    SG: referrersOf(state, id).length,
    CLB: 0,
    InstanceStatistics: KINDS.map((kind) => ({ InstanceType: kind, InstanceCount: counts[kind] ?? 0 })),
    TotalCount: instances + enis,
  }
}
