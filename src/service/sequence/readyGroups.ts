// The groups that each project finds ready in each region: all open, Linux, Windows (Tencent Cloud manual).

import { TCP } from '../../core/model/protocol.ts'
import { type ResourceReader, regionKey } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { NO_NAMING } from '../owned.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { createSequencedGroup } from './createGroup.ts'

export interface InProject {
  readonly region: string
  /** Empty: the project that every account has. */
  readonly resourceGroupId: string
}

/** The group that instances get when they name none; undefined until it is made. */
export const defaultGroupOf = (
  state: ResourceReader,
  accountId: string,
  { region, resourceGroupId }: InProject,
): SecurityGroup | undefined =>
  state
    .by('securityGroup', 'region', regionKey({ accountId, region }))
    .find((group) => group.isDefault === true && group.resourceGroupId === resourceGroupId)

/** Makes it when it is not there. */
export const ensureDefaultGroup = (call: Call, place: InProject): SecurityGroup =>
  defaultGroupOf(call.state, call.accountId, place) ??
  createSequencedGroup(call, {
    ...NO_NAMING,
    ...place,
    name: 'default',
    description: 'System created security group',
    isDefault: true,
    lists: { ingress: [anything], egress: [anything] },
  })

/** All three, where the project has no default group in the region yet; the user may delete the other two. */
export function ensureReadyGroups(call: Call, place: InProject): void {
  if (defaultGroupOf(call.state, call.accountId, place) !== undefined) return
  ensureDefaultGroup(call, place)
  for (const { name, port } of [
    { name: 'Linux', port: 22 },
    { name: 'Windows', port: 3389 },
  ]) {
    createSequencedGroup(call, {
      ...NO_NAMING,
      ...place,
      name: `${name}-${port}`,
      description: `System created security group: port ${port} open for ${name}`,
      // Choice: replies aside, an instance behind it may ask anybody, as in every template of the console.
      lists: { ingress: [tcpFromAnyone(port)], egress: [anything] },
    })
  }
}

const anything: RuleSpec = {
  action: 'accept',
  precedence: 0,
  protocol: 'all',
  ports: { kind: 'any' },
  sourcePorts: null,
  icmp: null,
  peer: { kind: 'cidr', cidr: '0.0.0.0/0' },
  ownCidr: null,
  nic: null,
  description: '',
}

const tcpFromAnyone = (port: number): RuleSpec => ({
  ...anything,
  protocol: TCP,
  ports: { kind: 'ranges', ranges: [{ first: port, last: port }] },
})
