// The groups of policy files with their rules: every service with every peer is a rule of its own (T1).

import { parseIpv4Text, parseIpv6Text } from '../../cloud/aliyun/ruleText.ts'
import { asId } from '../../core/model/ids.ts'
import { parsePorts } from '../../core/model/portText.ts'
import { parseProtocol } from '../../core/model/protocol.ts'
import { parseServices } from '../../core/model/services.ts'
import type { DeclaredGroup, DeclaredRule } from '../../service/declared/declaration.ts'
import type { Reading } from './declare.ts'
import type { Path, ReadFile } from './readFile.ts'
import type { RuleContent } from './schema.ts'

export const declaredGroups = (reading: Reading): readonly DeclaredGroup[] =>
  reading.files.flatMap((file) =>
    Object.entries(file.content.groups).map(([key, group]) => ({
      ...{ key, name: group.name ?? key, description: group.description, kind: group.kind },
      ...{ innerAccess: group.innerAccess ?? null, tags: group.tags, members: group.members ?? null },
      place: file.placeOf(['groups', key]),
      rules: (['ingress', 'egress'] as const).flatMap((direction) =>
        group[direction].flatMap((rule, index) =>
          new RuleReader(reading, file, ['groups', key, direction, index], direction).read(rule),
        ),
      ),
    })),
  )

type Service = Pick<DeclaredRule, 'protocol' | 'ports'>

class RuleReader {
  readonly #reading: Reading
  readonly #file: ReadFile
  readonly #path: Path
  readonly #direction: 'ingress' | 'egress'

  constructor(reading: Reading, file: ReadFile, path: Path, direction: 'ingress' | 'egress') {
    this.#reading = reading
    this.#file = file
    this.#path = path
    this.#direction = direction
  }

  read(rule: RuleContent): readonly DeclaredRule[] {
    const { allow, deny, from, to } = rule
    if ((allow === undefined) === (deny === undefined)) return this.#blame([], 'policy.allowOrDeny')
    const [side, other] =
      this.#direction === 'ingress' ? (['from', 'to'] as const) : (['to', 'from'] as const)
    const said = { from, to }
    if (said[other] !== undefined)
      return this.#blame([other], 'policy.otherSide', { field: other, right: side })
    const peers = said[side]
    if (peers === undefined) return this.#blame([], 'policy.sideMissing', { field: side })
    const action = allow === undefined ? 'deny' : 'allow'
    const services = this.#services(action, allow ?? deny ?? '')
    return [peers].flat().flatMap((text, index) => {
      const at = typeof peers === 'string' ? [side] : [side, index]
      const peer = this.#peer(at, text)
      if (peer === undefined) return []
      return services.map((service) => ({ ...service, peer, ...this.#rest(rule) }))
    })
  }

  #rest(rule: RuleContent): Omit<DeclaredRule, 'protocol' | 'ports' | 'peer'> {
    const { sourcePorts, own } = rule
    const ranges = sourcePorts === undefined ? null : parsePorts(sourcePorts)
    if (ranges !== null && ranges?.length !== 1) {
      this.#blame(['sourcePorts'], 'policy.bad', { text: sourcePorts ?? '' }, 'expected.sourcePorts')
    }
    const ownCidr = own === undefined ? null : (parseIpv4Text(own) ?? parseIpv6Text(own))
    if (ownCidr === undefined) this.#blame(['own'], 'policy.bad', { text: own ?? '' }, 'expected.block')
    return {
      direction: this.#direction,
      action: rule.allow === undefined ? 'drop' : 'accept',
      precedence: rule.priority,
      description: rule.description,
      sourcePorts: ranges ?? null,
      ownCidr: ownCidr ?? null,
      place: this.#file.placeOf(this.#path),
    }
  }

  #services(field: 'allow' | 'deny', text: string): readonly Service[] {
    const words = text.split(/[,，]/).map((word) => word.trim())
    const named = words.filter((word) => word.includes('/list:'))
    const plain = words.filter((word) => !word.includes('/list:'))
    const services = plain.length === 0 ? [] : parseServices(plain.join(','))
    if (services === undefined) {
      this.#blame([field], 'policy.bad', { text }, 'expected.services')
      return []
    }
    return [...services, ...named.flatMap((word) => this.#listed(field, word))]
  }

  #listed(field: string, word: string): readonly Service[] {
    const [name = '', key = ''] = word.split('/list:')
    const protocol = parseProtocol(name)
    if (protocol === undefined) return this.#blame([field], 'policy.bad', { text: word }, 'expected.services')
    if (!this.#reading.names.portLists.has(key)) {
      return this.#blame([field], 'policy.unknownPortList', { name: key })
    }
    return [{ protocol, ports: { kind: 'named', of: 'portLists', key } }]
  }

  #peer(at: Path, text: string): DeclaredRule['peer'] | undefined {
    const cidr = parseIpv4Text(text) ?? parseIpv6Text(text)
    if (cidr !== undefined) return { kind: 'cidr', cidr }
    if (/^pl-[\w-]+$/.test(text)) return { kind: 'prefixList', listId: asId(text) }
    const [, groupId, owner] = /^(sg-[\w-]+)(?:@(.+))?$/.exec(text) ?? []
    if (groupId !== undefined) return { kind: 'group', groupId: asId(groupId), accountId: asId(owner ?? '') }
    const [, kind, key = ''] = /^(group|list):(.+)$/.exec(text) ?? []
    const of = kind === 'group' ? 'groups' : 'prefixLists'
    if (kind !== undefined && this.#reading.names[of].has(key)) return { kind: 'named', of, key }
    if (kind === undefined) this.#blame(at, 'policy.bad', { text }, 'expected.policyPeer')
    else this.#blame(at, kind === 'group' ? 'policy.unknownGroup' : 'policy.unknownList', { name: key })
    return undefined
  }

  #blame(
    at: Path,
    key: Parameters<Reading['blame']>[0]['key'],
    values: Readonly<Record<string, string>> = {},
    hint?: Parameters<Reading['blame']>[0]['hint'],
  ): [] {
    const place = this.#file.placeOf([...this.#path, ...at])
    this.#reading.blame({ place, key, values, ...(hint === undefined ? {} : { hint }) })
    return []
  }
}
