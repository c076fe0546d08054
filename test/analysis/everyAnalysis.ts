// Every analysis asked about one small world, as text: what a browser bundles and what Node runs beside it.

import { audit } from '../../src/core/analysis/audit/index.ts'
import { diffPolicies } from '../../src/core/analysis/diff.ts'
import { effectiveRules, permittedSet } from '../../src/core/analysis/effective.ts'
import type { Knowledge } from '../../src/core/analysis/exposure/doubt.ts'
import { exposuresOf } from '../../src/core/analysis/exposure/exposure.ts'
import { fleetOf } from '../../src/core/analysis/fleet.ts'
import { findOverlaps } from '../../src/core/analysis/overlaps.ts'
import { PolicyGrounds } from '../../src/core/analysis/policyGrounds.ts'
import { parseAssertion } from '../../src/core/analysis/prove/assertion.ts'
import { prove } from '../../src/core/analysis/prove/prove.ts'
import { reachOn } from '../../src/core/analysis/reach.ts'
import { countPairs } from '../../src/core/analysis/reachMatrix.ts'
import { portService } from '../../src/core/analysis/service.ts'
import { compileClassifier } from '../../src/core/headerspace/classifier.ts'
import { columnsOf } from '../../src/core/headerspace/columns.ts'
import { formatFactor } from '../../src/core/headerspace/text.ts'
import { INTERNET } from '../../src/core/model/internet.ts'
import { formatPacket, parsePacket } from '../../src/core/model/packet.ts'
import type { Write } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { resolvePolicy } from '../../src/core/policy/resolve.ts'

const COMPLETE: Knowledge = { complete: true, rules: new Map(), innerAccess: new Set(), strangers: [] }

/** `writes` is JSON: what comes into a browser is not of its own realm. */
export function everyAnswer(writes: string): string {
  const reader = new ResourceTables()
  for (const write of JSON.parse(writes) as readonly Write[]) reader.write(write)
  const enis = [...reader.list('eni')]
  const policies = enis.flatMap((eni) => resolvePolicy(reader, eni.id) ?? [])
  const [one, other] = policies
  if (one === undefined || other === undefined) throw new Error('a world has at least two ENIs')
  const packet = parsePacket('tcp 10.0.0.4:40000 > 10.0.0.5:5')
  if (packet === undefined) throw new Error('there is no packet')
  const decided = new Int32Array(1)
  compileClassifier(one.ingress, 'ingress', 4)?.classify(columnsOf([packet], 4), decided)
  const assertion = parseAssertion('eni-4 !-> eni-5 tcp/5')
  const permitted = permittedSet(one, 'ingress', 4)
  const grounds = new PolicyGrounds(one)
  const subjects = enis.map((eni) => ({ eniId: eni.id, groupIds: eni.securityGroupIds }))
  const groups = [...reader.list('securityGroup')]
  return JSON.stringify(
    {
      decided: [...decided],
      permitted: [
        String(permitted?.packets),
        permitted?.factors().map((each) => formatFactor(each, 'source')),
      ],
      changes: diffPolicies(one, { ...other, addresses: one.addresses }).map(({ witness, packets }) => [
        formatPacket(witness),
        packets,
      ]),
      rules: effectiveRules(grounds, 'ingress').map(({ state, removable }) => [state, removable]),
      overlaps: findOverlaps(grounds, 'ingress'),
      proof: assertion.kind === 'malformed' ? assertion : prove(reader, assertion.assertion),
      reach: countPairs(reachOn(fleetOf(policies, 4), portService(6, 5))),
      exposed: exposuresOf(
        reader,
        one.eniId,
        COMPLETE,
      )?.({
        ...{ from: INTERNET, isInternet: true, own: null },
        service: { protocol: 6, ports: [{ first: 5, last: 5 }] },
      }),
      audit: audit({ reader, knowledge: COMPLETE, groups, subjects }, (finding) => finding),
    },
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  )
}
