// Six-part names of resources (`qcs::vpc:ap-guangzhou:uin/100:sg/sg-abcd1234`): their kind and id are what counts.

import type { LabelledKind } from '../../../../service/labelled.ts'
import { refuse, spec } from '../../error.ts'
import { isRegion } from '../../regions.ts'

const KINDS: Readonly<Record<string, LabelledKind>> = {
  acl: 'networkAcl',
  address: 'prefixList',
  eip: 'eip',
  eni: 'eni',
  instance: 'instance',
  ipm: 'prefixList',
  ipmg: 'prefixList',
  ppm: 'portList',
  ppmg: 'portList',
  sg: 'securityGroup',
  subnet: 'vSwitch',
  vpc: 'vpc',
}

/** The prefix under which names are given back. */
const PREFIXES: Partial<Record<LabelledKind, readonly [service: string, prefix: string]>> = {
  eip: ['cvm', 'eip'],
  eni: ['vpc', 'eni'],
  instance: ['cvm', 'instance'],
  networkAcl: ['vpc', 'acl'],
  portList: ['vpc', 'ppm'],
  prefixList: ['vpc', 'ipm'],
  securityGroup: ['cvm', 'sg'],
  vSwitch: ['vpc', 'subnet'],
  vpc: ['vpc', 'vpc'],
}

export const TAGGED_KINDS = Object.keys(PREFIXES) as readonly LabelledKind[]

export interface Named {
  readonly kind: LabelledKind
  readonly region: string
  readonly id: string
  /** As it was written. */
  readonly name: string
  readonly service: string
  readonly prefix: string
}

export const kindOfPrefix = (prefix: string): LabelledKind | undefined =>
  Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined

const malformed = (name: string) =>
  spec(
    'InvalidParameterValue.ResourceDescriptionError',
    `资源六段式 \`${name}\` 不正确。`,
    `The six-part name \`${name}\` is not that of a resource.`,
  )

/** The account may be left out, and the service is spelled differently by different clients (tencent.md 3.5). */
export function readName(name: string): Named {
  const match = /^qcs::([\w-]+):([\w-]*):(?:uin\/\w*)?:([\w-]+)\/([\w-]+)$/.exec(name)
  const [, service = '', region = '', prefix = '', id = ''] = match ?? []
  const kind = kindOfPrefix(prefix)
  return kind === undefined || !isRegion(region)
    ? refuse(malformed(name.slice(0, 200)))
    : { kind, region, id, name, service, prefix }
}

export function writeName(kind: LabelledKind, region: string, accountId: string, id: string): string {
  const [service, prefix] = PREFIXES[kind] ?? ['vpc', kind]
  return `qcs::${service}:${region}:uin/${accountId}:${prefix}/${id}`
}
