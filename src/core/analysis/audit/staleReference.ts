// References that lead nowhere: to lists without entries, groups without members, or to what nobody has given.

import { entriesWithin } from '../../model/listEntries.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { AuditWorld, Finding, WorldCheck } from './audit.ts'

export const staleReference: WorldCheck<'stale-reference'> = {
  id: 'stale-reference',
  run: (world) =>
    world.groups.flatMap(({ id }) =>
      world.reader.by('rule', 'group', id).flatMap((rule) => inRule(world, rule)),
    ),
}

type State = 'fine' | 'empty' | 'missing'

function inRule({ reader, knowledge }: AuditWorld, rule: Rule): readonly Finding[] {
  return referencesIn(reader, rule).flatMap(({ id, state }): readonly Finding[] => {
    if (state === 'fine') return []
    // Missing from files is not gone from the cloud.
    const isStale = state === 'empty' || knowledge.complete
    return [
      {
        severity: isStale ? 'medium' : 'info',
        groupIds: [rule.groupId],
        ruleIds: [rule.id],
        witness: null,
        values: { rule: rule.id, reference: id, state: isStale ? 'stale' : 'notGiven' },
      },
    ]
  })
}

function referencesIn(
  reader: ResourceReader,
  { peer, ports }: Rule,
): readonly { readonly id: string; readonly state: State }[] {
  const found: { id: string; state: State }[] = []
  if (peer.kind === 'prefixList') {
    found.push({ id: peer.listId, state: stateOf(reader, 'prefixList', peer.listId) })
  }
  if (peer.kind === 'group') {
    const members = reader.by('eni', 'group', peer.groupId).filter((eni) => eni.primaryAddress !== '')
    found.push({ id: peer.groupId, state: members.length === 0 ? 'missing' : 'fine' })
  }
  if (ports.kind === 'list') {
    found.push({ id: ports.listId, state: stateOf(reader, 'portList', ports.listId) })
  }
  return found
}

function stateOf(reader: ResourceReader, kind: 'prefixList' | 'portList', id: string): State {
  if (reader.get(kind, id) === undefined) return 'missing'
  return entriesWithin(reader, kind, id).length === 0 ? 'empty' : 'fine'
}
