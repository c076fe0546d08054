// What decides about the sessions of a VPC in some state, taken out of it once so that judging can take its time.

import { formatAddress, parseAddress } from '../../core/model/address.ts'
import { addressBehind } from '../../core/model/borne.ts'
import type { EniId, VpcId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { SessionWorld } from '../../core/policy/liveSessions.ts'
import { blocksOf } from '../../core/policy/peers.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import { createResolver, type Resolver } from '../../core/policy/resolve.ts'

/** `bound`: ENIs that interfaces of hosts belong to, instance or no instance. */
export function worldsOf(
  reader: ResourceReader,
  vpcIds: Iterable<VpcId>,
  bound: ReadonlySet<EniId>,
): ReadonlyMap<VpcId, SessionWorld> {
  const resolver = createResolver(reader)
  const publicAddresses = publicAddressesIn(reader)
  return new Map(
    [...vpcIds].map((vpcId) => {
      const vpc = reader.get('vpc', vpcId)
      const inside = vpc === undefined ? [] : blocksOf(vpc)
      return [vpcId, { policies: policiesIn(reader, resolver, vpcId, bound), publicAddresses, inside }]
    }),
  )
}

/** Of ENIs that are plugged in: those of running instances, and those that are bound. */
function policiesIn(
  reader: ResourceReader,
  resolver: Resolver,
  vpcId: VpcId,
  bound: ReadonlySet<EniId>,
): ReadonlyMap<EniId, EniPolicy> {
  const policies = new Map<EniId, EniPolicy>()
  for (const eni of reader.by('eni', 'vpc', vpcId)) {
    const isRunning = eni.instanceId !== null && reader.get('instance', eni.instanceId)?.state === 'running'
    const policy = isRunning || bound.has(eni.id) ? resolver.policyOf(eni.id) : undefined
    if (policy !== undefined) policies.set(eni.id, policy)
  }
  return policies
}

function publicAddressesIn(reader: ResourceReader): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>()
  for (const eip of reader.list('eip')) {
    const [pub, own] = [parseAddress(eip.address), parseAddress(addressBehind(eip) ?? '')]
    if (pub !== undefined && own !== undefined) addresses.set(formatAddress(pub), formatAddress(own))
  }
  return addresses
}
