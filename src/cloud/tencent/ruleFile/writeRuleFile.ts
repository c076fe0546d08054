// Rules of a group as a file to keep: what an import of it makes again, order included (semantics T5).

import { stringify } from 'csv-stringify/sync'
import type { Direction } from '../../../core/model/packet.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import { rulesInOrder, versionOf } from '../../../service/sequence/order.ts'
import { guarded } from '../../files/cells.ts'
import type { RuleFile } from '../../files/ruleFile.ts'
import { policyView } from '../policyCodec.ts'
import { COLUMNS, type Column } from './columns.ts'
import { TEMPLATE_ROWS } from './templateRows.ts'

type Cells = { readonly [C in Column]: string }
export type Format = 'json' | 'csv'

export function writeRuleFile(state: ResourceReader, group: SecurityGroup, format: Format): RuleFile {
  const lists = {
    ingress: rulesInOrder(state, group.id, 'ingress'),
    egress: rulesInOrder(state, group.id, 'egress'),
  }
  const name = `sg_rules_${group.region}_${group.id}`
  if (format === 'json') {
    const set = {
      Version: String(versionOf(group)),
      Ingress: lists.ingress.map(policyView),
      Egress: lists.egress.map(policyView),
    }
    return jsonFile(name, set)
  }
  const rows = (['ingress', 'egress'] as const).flatMap((direction) =>
    lists[direction].map((rule, index) => cellsOf(rule, direction, index)),
  )
  return csvFile(name, rows)
}

/** For a group without rules: what the console's own template opens, to be edited and imported. */
export function templateFile(format: Format): RuleFile {
  const name = 'sg_rules_template'
  if (format === 'csv') return csvFile(name, TEMPLATE_ROWS)
  const list = (direction: Direction) =>
    TEMPLATE_ROWS.filter((row) => row.direction === direction).map((row) => ({
      Protocol: row.protocol,
      Port: row.port,
      ...(row.source.includes(':') ? { Ipv6CidrBlock: row.source } : { CidrBlock: row.source }),
      Action: row.action,
      PolicyDescription: row.description,
    }))
  return jsonFile(name, { Ingress: list('ingress'), Egress: list('egress') })
}

const jsonFile = (name: string, set: object): RuleFile => ({
  name: `${name}.json`,
  type: 'application/json; charset=utf-8',
  text: `${JSON.stringify({ SecurityGroupPolicySet: set }, null, 2)}\n`,
})

const csvFile = (name: string, rows: readonly Cells[]): RuleFile => ({
  name: `${name}.csv`,
  type: 'text/csv; charset=utf-8',
  // Without the mark Excel takes UTF-8 for the code page of the machine.
  text: stringify([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => guarded(row[column])))], {
    bom: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  }),
})

interface View {
  readonly Protocol?: string
  readonly Port?: string
  readonly ServiceTemplate: { readonly ServiceId: string; readonly ServiceGroupId: string }
  readonly CidrBlock: string
  readonly Ipv6CidrBlock: string
  readonly SecurityGroupId: string
  readonly AddressTemplate: { readonly AddressId: string; readonly AddressGroupId: string }
  readonly Action: string
}

function cellsOf(rule: Rule, direction: Direction, index: number): Cells {
  const view = policyView(rule, index) as View
  const { AddressTemplate: address, ServiceTemplate: service } = view
  return {
    direction,
    index: String(index),
    source:
      view.CidrBlock ||
      view.Ipv6CidrBlock ||
      view.SecurityGroupId ||
      address.AddressId ||
      address.AddressGroupId,
    protocol: view.Protocol ?? (service.ServiceId || service.ServiceGroupId),
    port: view.Port ?? '',
    action: view.Action,
    description: rule.description,
  }
}
