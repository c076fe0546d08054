// Which interfaces a change can concern: members of the groups it touches, and of those whose rules name them.

import type { ResourceReader, Write } from '../../../src/core/model/resources.ts'

export function touchedEnis(
  before: ResourceReader,
  after: ResourceReader,
  writes: readonly Write[],
): readonly string[] {
  const found = new Set<string>()
  for (const write of writes) {
    for (const reader of [before, after]) for (const id of ofWrite(reader, before, write)) found.add(id)
  }
  return [...found]
}

function* ofWrite(
  reader: ResourceReader,
  before: ResourceReader,
  { kind, id, body }: Write,
): Iterable<string> {
  switch (kind) {
    case 'rule': {
      const groupId = body?.groupId ?? before.get('rule', id)?.groupId
      if (groupId !== undefined) yield* members(reader, groupId)
      return
    }
    case 'eni': {
      yield id
      const [was, is] = [before.get('eni', id)?.securityGroupIds ?? [], body?.securityGroupIds ?? []]
      const moved = [...was, ...is].filter((group) => was.includes(group) !== is.includes(group))
      for (const group of moved) yield* aroundGroup(reader, group)
      return
    }
    case 'securityGroup':
      yield* aroundGroup(reader, id)
      return
    case 'prefixList':
      for (const rule of reader.by('rule', 'prefixList', id)) yield* members(reader, rule.groupId)
      return
    case 'portList':
      for (const rule of reader.by('rule', 'portList', id)) yield* members(reader, rule.groupId)
      return
    case 'policySettings':
      for (const eni of reader.list('eni')) yield eni.id
  }
}

function* aroundGroup(reader: ResourceReader, groupId: string): Iterable<string> {
  yield* members(reader, groupId)
  for (const rule of reader.by('rule', 'peerGroup', groupId)) yield* members(reader, rule.groupId)
}

function* members(reader: ResourceReader, groupId: string): Iterable<string> {
  for (const eni of reader.by('eni', 'group', groupId)) yield eni.id
}
