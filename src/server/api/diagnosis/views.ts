// A diagnosis as the own API shows it.

import { z } from '@hono/zod-openapi'
import { type Diagnosis, overrulingOf } from '../../../core/analysis/diagnose/diagnose.ts'
import type { Edit } from '../../../core/analysis/diagnose/edits.ts'
import type { EffectPart } from '../../../core/analysis/diagnose/effect.ts'
import type { Fix, UselessFix } from '../../../core/analysis/diagnose/fixes.ts'
import { formatAddresses, formatServices } from '../../../core/headerspace/text.ts'
import { formatPacket } from '../../../core/model/packet.ts'
import { formatPorts } from '../../../core/model/portText.ts'
import { formatProtocol } from '../../../core/model/protocol.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { Why } from '../../../core/model/verdict.ts'
import type { Endpoint } from '../../../core/policy/endpoint.ts'
import type { Way, WaySide } from '../../../core/policy/path.ts'
import type { Diagnosed } from '../../analysis/questions/diagnose.ts'
import { placeText } from '../../policy/problems.ts'
import { action, direction } from '../fields.ts'
import { ruleSchema, ruleView } from '../views.ts'

const MOST_PRODUCTS = 4

const whySchema = z
  .looseObject({ kind: z.string() })
  .openapi({ description: 'what decides, as in /explain: a rule, a default, a network ACL, no route …' })

const stepSchema = z.object({
  kind: z.enum(['groups', 'networkAcl', 'route']),
  direction: direction.nullable().openapi({ description: 'null: the route' }),
  eniId: z.string().nullable(),
  action,
  why: whySchema.nullable().openapi({ description: 'null: there is a route' }),
  rule: ruleSchema.nullable().openapi({ description: 'the rule that decides, if one does' }),
  overruled: z.array(
    z.object({
      rule: ruleSchema,
      because: z.enum(['laterGroup', 'lowerPriority', 'tie', 'laterRule', 'notARule']),
    }),
  ),
})

const editSchema = z.object({
  kind: z.enum(['addRule', 'changeRule', 'removeRule', 'joinGroup', 'addAclEntry']),
  rule: ruleSchema.nullable().openapi({ description: 'as it would be; of a removal, as it is' }),
  before: ruleSchema.nullable(),
  eniId: z.string().nullable(),
  groupId: z.string().nullable(),
  networkAclId: z.string().nullable(),
  entry: z.string().nullable().openapi({ description: 'the entry of the network ACL in words' }),
})

const partSchema = z.object({
  effect: z.enum(['opened', 'closed']),
  direction,
  enis: z.array(z.string()).openapi({ description: 'none: a network ACL, before a whole vSwitch' }),
  packets: z.string().openapi({ description: 'how many: addresses × protocol × ports' }),
  text: z.array(z.string()),
  more: z.int().openapi({ description: 'how many more such texts there are' }),
  witness: z.string(),
})

const fixSchema = z.object({
  id: z.string(),
  edits: z.array(editSchema),
  nothingElse: z
    .boolean()
    .nullable()
    .openapi({ description: 'nothing but the packet asked about changes; null: undecided' }),
  effect: z.array(partSchema),
  breaks: z
    .array(
      z.object({ name: z.string(), text: z.string(), place: z.string(), witness: z.string().nullable() }),
    )
    .nullable()
    .openapi({ description: 'policy tests that would fail; null: not told' }),
})

export const diagnosisSchema = z
  .object({
    packet: z.string(),
    action,
    sender: z.object({ eniId: z.string(), instanceId: z.string().nullable() }).nullable(),
    receiver: z.object({ eniId: z.string(), instanceId: z.string().nullable() }).nullable(),
    way: z.array(stepSchema),
    answer: z
      .array(stepSchema)
      .openapi({ description: 'of the answer, where a network ACL has a say about it' }),
    fixes: z.array(fixSchema).openapi({ description: 'each proved by judging again, the narrowest first' }),
    useless: z.array(z.object({ edits: z.array(editSchema), why: whySchema, isTie: z.boolean() })),
  })
  .openapi('Diagnosis')

export function diagnosisView(
  state: ResourceReader,
  of: Diagnosis,
  breaks: Diagnosed['breaks'],
): z.input<typeof diagnosisSchema> {
  const { question, ways, fixes, useless } = of
  return {
    packet: formatPacket(question.packet),
    action: of.action,
    sender: endView(state, question.from),
    receiver: endView(state, question.to),
    way: stepsView(state, ways.there),
    answer: ways.back === null ? [] : stepsView(state, ways.back).filter(({ kind }) => kind === 'networkAcl'),
    fixes: fixes.map((fix) => fixView(state, fix, breaks[fix.id] ?? null)),
    useless: useless.map((one) => uselessView(state, one)),
  }
}

function endView(state: ResourceReader, end: Endpoint) {
  if (end.kind === 'internet') return null
  return { eniId: end.eniId, instanceId: state.get('eni', end.eniId)?.instanceId ?? null }
}

type Step = z.input<typeof stepSchema>

/** The route stands between the two sides. */
function stepsView(state: ResourceReader, { sides, noRoute }: Way): Step[] {
  const route: Step = {
    ...{ kind: 'route', direction: null, eniId: null, rule: null, overruled: [] },
    action: noRoute === null ? 'accept' : 'drop',
    why: noRoute === null ? null : { kind: 'noRoute', reason: noRoute },
  }
  const of = (wanted: string): Step[] =>
    sides.filter(({ direction }) => direction === wanted).map((side) => sideView(state, side))
  return [...of('egress'), route, ...of('ingress')]
}

function sideView(state: ResourceReader, { why, direction, eniId, action, overruled }: WaySide): Step {
  const decides = why.kind === 'rule' ? state.get('rule', why.rule.ruleId) : undefined
  return {
    ...{ direction, eniId, action, why: { ...why } },
    kind: why.kind === 'networkAcl' ? 'networkAcl' : 'groups',
    rule: decides === undefined ? null : ruleView(state, decides),
    overruled: overruled.flatMap((ref) => {
      const rule = state.get('rule', ref.ruleId)
      return rule === undefined ? [] : [{ rule: ruleView(state, rule), because: overrulingOf(why, ref) }]
    }),
  }
}

const fixView = (
  state: ResourceReader,
  { id, edits, effect }: Fix,
  breaks: Diagnosed['breaks'][string],
): z.input<typeof fixSchema> => ({
  id,
  edits: edits.map((edit) => editView(state, edit)),
  nothingElse: effect.nothingElse,
  effect: effect.parts.map(partView),
  breaks:
    breaks?.map(({ name, claim, text, place, witness }) => ({
      ...{ name, witness, text: `${claim} ${text}` },
      place: placeText(place),
    })) ?? null,
})

const uselessView = (state: ResourceReader, { edits, why, isTie }: UselessFix) => ({
  edits: edits.map((edit) => editView(state, edit)),
  why: { ...(why satisfies Why) },
  isTie,
})

function partView({ effect, direction, eniIds, packets, factors, witness }: EffectPart) {
  return {
    ...{ effect, direction, enis: [...eniIds], packets: String(packets), witness: formatPacket(witness) },
    text: factors.slice(0, MOST_PRODUCTS).map(({ source, destination, services }) => {
      const parties = `${formatAddresses(source)} → ${formatAddresses(destination)}`
      return `${parties}, ${formatServices(services)}`
    }),
    more: Math.max(0, factors.length - MOST_PRODUCTS),
  }
}

const NO_EDIT = { rule: null, before: null, eniId: null, groupId: null, networkAclId: null, entry: null }

function editView(state: ResourceReader, edit: Edit): z.input<typeof editSchema> {
  const { kind } = edit
  switch (edit.kind) {
    case 'addRule':
    case 'removeRule':
      return { ...NO_EDIT, kind, groupId: edit.rule.groupId, rule: ruleView(state, edit.rule) }
    case 'changeRule': {
      const [before, rule] = [ruleView(state, edit.before), ruleView(state, edit.after)]
      return { ...NO_EDIT, kind, groupId: edit.before.groupId, before, rule }
    }
    case 'joinGroup':
      return { ...NO_EDIT, kind, eniId: edit.eniId, groupId: edit.groupId }
    case 'addAclEntry': {
      const { protocol, ports, peer } = edit.entry
      const who = peer.kind === 'cidr' ? peer.cidr : peer.listId
      const what = [
        edit.direction,
        formatProtocol(protocol),
        ...(ports === null ? [] : [formatPorts([ports])]),
        who,
      ]
      return { ...NO_EDIT, kind, networkAclId: edit.networkAclId, entry: what.join(' ') }
    }
  }
}
