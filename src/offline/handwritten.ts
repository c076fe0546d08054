// The short form for people: `{"sg-…": ["10.0.0.5"], "pl-…": ["198.51.100.0/24"], "prl-…": ["80/80", "443/443"]}`.

import { parseCidr } from '../core/model/cidr.ts'
import { asId } from '../core/model/ids.ts'
import { readPortList } from './aliyun/context.ts'
import { eniWith } from './documents.ts'
import { joinParts, type Part, partOf } from './part.ts'
import { problem } from './problem.ts'
import { readAddresses, readServices } from './tencent/context.ts'
import type { Tree } from './tree.ts'

/** Undefined when a name stands for nothing that rules refer to. */
export function readHandwritten(tree: Tree): Part | undefined {
  const parts = Object.entries(tree).map(([id, values]) => entryOf(id, values))
  return parts.length > 0 && parts.every((each) => each !== undefined) ? joinParts(parts) : undefined
}

function entryOf(id: string, values: unknown): Part | undefined {
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined
  const kind = /^([a-z]+)-/.exec(id)?.[1]
  switch (kind) {
    case 'sg':
      return partOf({
        enis: values.map((address, index) => memberOf(id, address, index)),
        memberless: values.length === 0 ? [asId(id)] : [],
      })
    case 'pl':
    case 'ipm':
    case 'ipmg':
      return partOf({ prefixLists: [readAddresses(id, values)] })
    case 'prl':
      return partOf({ portLists: [readPortList(id, values)] })
    case 'ppm':
    case 'ppmg':
      return partOf({ services: [{ id, entries: readServices(id, values) }] })
    default:
      return undefined
  }
}

function memberOf(groupId: string, address: string, index: number) {
  if (parseCidr(address) === undefined) return problem('listValue', { list: groupId, value: address })
  const eni = eniWith(`${groupId}/${index + 1}`, {
    primaryAddress: address,
    securityGroupIds: [asId(groupId)],
  })
  return { eni, published: [] }
}
