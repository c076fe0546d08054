// Contents of files as clients print them, so that a test names only what it is about.

import { parseService } from '../../src/core/analysis/exposure/service.ts'
import { askGroups } from '../../src/offline/ask.ts'
import { joinParts, type Part } from '../../src/offline/part.ts'
import { readFile } from '../../src/offline/readFile.ts'
import { assemble } from '../../src/offline/world.ts'

export type Row = Readonly<Record<string, unknown>>

export const permission = (fields: Row = {}): Row => ({
  SecurityGroupRuleId: 'sgr-1',
  Direction: 'ingress',
  IpProtocol: 'TCP',
  PortRange: '22/22',
  SourceCidrIp: '0.0.0.0/0',
  Policy: 'Accept',
  Priority: '1',
  NicType: 'intranet',
  Description: '',
  ...fields,
})

export const groupAnswer = (rows: readonly Row[], fields: Row = {}): Row => ({
  RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E',
  SecurityGroupId: 'sg-a',
  SecurityGroupName: 'prod-web-app-sg',
  VpcId: 'vpc-1',
  InnerAccessPolicy: 'Drop',
  NextToken: '',
  Permissions: { Permission: rows },
  ...fields,
})

export const bytesOf = (content: unknown): Uint8Array =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))

export const read = (content: unknown, name = 'file.json'): Part => readFile(name, bytesOf(content))

/** Whether the internet reaches a service of what the parts say together. */
export function isOpen(parts: readonly Part[], to = 'tcp/22', context: readonly Part[] = []) {
  const world = assemble(joinParts(parts), joinParts(context))
  const service = parseService(to)
  if (service === undefined) throw new Error(`no service: \`${to}\``)
  return askGroups(world, world.groups, { from: 'internet', to: service })
}
