// Reads a file of rules, JSON or CSV, into two lists; a row that cannot be a rule says why (semantics T5).

import { type Fault, fail } from '../../../core/model/faults.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { RuleSpec } from '../../../service/rule/ruleSpec.ts'
import { readCsv } from '../../files/csv.ts'
import { textOf } from '../../files/text.ts'
import { type Policy, policy } from '../actions/policyFields.ts'
import { TencentError } from '../error.ts'
import { type Sender, specOf } from '../policyCodec.ts'
import { isNode, type Value, type ValueNode } from '../tree.ts'
import { columnNamed } from './columns.ts'

/** `row` is the line of a CSV file, the header being 1, or the place in a list of JSON, from 1. */
export type RuleRow =
  | { readonly row: number; readonly direction: Direction; readonly spec: RuleSpec }
  | { readonly row: number; readonly fault: Fault }

/** In the order of the file; within each direction that is the order in which the rules decide. */
export function readRuleFile(bytes: Uint8Array, sender: Sender): readonly RuleRow[] {
  const text = textOf(bytes)
  if (text.trim() === '') fail({ name: 'fileUnreadable', reason: 'empty', detail: '' })
  return /^\s*[[{]/.test(text) ? fromJson(text, sender) : fromCsv(text, sender)
}

function fromJson(text: string, sender: Sender): readonly RuleRow[] {
  const set = setIn(parsed(text))
  if (set === undefined) return fail({ name: 'fileUnreadable', reason: 'shape', detail: '' })
  return (['Ingress', 'Egress'] as const).flatMap((name) => {
    const rules = set[name] ?? []
    if (!Array.isArray(rules)) return fail({ name: 'fileUnreadable', reason: 'shape', detail: '' })
    const direction = name === 'Ingress' ? 'ingress' : 'egress'
    return rules.map((rule: Value, index) => rowOf(rule, direction, index + 1, sender))
  })
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Value
  } catch (error) {
    return fail({ name: 'fileUnreadable', reason: 'json', detail: (error as Error).message })
  }
}

/** The set itself, or with the envelope of an answer around it. */
function setIn(value: Value | undefined): ValueNode | undefined {
  if (!isNode(value)) return undefined
  if ('Ingress' in value || 'Egress' in value) return value
  return setIn(value.SecurityGroupPolicySet ?? value.Response)
}

function fromCsv(text: string, sender: Sender): readonly RuleRow[] {
  return readCsv(text, columnNamed, 'description').map(({ row, cells }) => {
    if (!('get' in cells)) return cells
    const direction = cells.get('direction')?.toLowerCase()
    if (direction !== 'ingress' && direction !== 'egress')
      return { row, fault: malformed('direction', cells) }
    const action = cells.get('action')
    if (action === undefined) return { row, fault: malformed('action', cells) }
    return rowOf(policyIn(cells), direction, row, sender)
  })
}

const malformed = (field: string, cells: ReadonlyMap<string, string>): Fault => ({
  name: 'rowPartMalformed',
  field,
  value: cells.get(field) ?? '',
})

/** `source` says by its form what it is: a group, a template, an IPv6 or an IPv4 block. */
function policyIn(cells: ReadonlyMap<string, string>): ValueNode {
  const of = (name: string): string => cells.get(name) ?? ''
  return {
    ...peerIn(of('source')),
    ...serviceIn(of('protocol'), of('port')),
    Action: of('action'),
    PolicyDescription: of('description'),
  }
}

function peerIn(source: string): ValueNode {
  if (source.startsWith('sg-')) return { SecurityGroupId: source }
  if (source.startsWith('ipmg-')) return { AddressTemplate: { AddressGroupId: source } }
  if (source.startsWith('ipm-')) return { AddressTemplate: { AddressId: source } }
  return source.includes(':') ? { Ipv6CidrBlock: source } : { CidrBlock: source }
}

function serviceIn(protocol: string, port: string): ValueNode {
  if (protocol.startsWith('ppmg-')) return { ServiceTemplate: { ServiceGroupId: protocol } }
  if (protocol.startsWith('ppm-')) return { ServiceTemplate: { ServiceId: protocol } }
  return { Protocol: protocol, Port: port }
}

/** By the very field that the API takes, so that a file says no more and no less than a call. */
function rowOf(value: Value, direction: Direction, row: number, sender: Sender): RuleRow {
  if (!isNode(value)) return { row, fault: { name: 'rowNotAnObject' } }
  try {
    const decoded = policy.decode(value, { path: '', asText: false }) as Policy
    return { row, direction, spec: specOf(decoded, '', sender) }
  } catch (error) {
    if (!(error instanceof TencentError)) throw error
    const { code, message } = error.spec
    return { row, fault: { name: 'rowPartsRefused', code, message: message['en-US'] } }
  }
}
