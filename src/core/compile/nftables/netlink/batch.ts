// A small transaction as the kernel itself takes it: one message for each element or rule; null where nft has to do it.

import type { Element, Rule } from '../ast.ts'
import { TABLE } from '../names.ts'
import { renderStepsLine } from '../renderDelta.ts'
import type { Step } from '../steps.ts'
import { attribute, type Bytes, FAMILIES, general, joined, message, nest, zeroEnded } from './bytes.ts'
import { elementBytes } from './element.ts'
import { ruleExpressions } from './rule.ts'

export interface Batch {
  readonly bytes: Bytes
  /** What each message asks for, as a step with one element or rule; the first has the sequence number 1. */
  readonly parts: readonly Step[]
}

/** Of netlink's sequence numbers: what concerns all of it bears this one. */
const WHOLE = 0

/** A netlink socket sends no more than about 200 KB at once, and what is long takes time in the kernel anyway. */
const MOST_BYTES = 64 * 1024
const MOST_PARTS = 512

/** NFNL_SUBSYS_NFTABLES, NFNL_MSG_BATCH_BEGIN, NFNL_MSG_BATCH_END */
const NFTABLES = 10
const [BEGIN, END] = [16, 17]
/** NFT_MSG_… */
const [NEW_RULE, DELETE_RULE, NEW_ELEMENT, DELETE_ELEMENT] = [6, 8, 12, 14]
/** NLM_F_ACK, NLM_F_CREATE, NLM_F_APPEND */
const [ACK, CREATE, APPEND] = [0x4, 0x400, 0x800]
/** AF_UNSPEC */
const UNSPECIFIED = 0
/** NFTA_SET_ELEM_LIST_TABLE, …_SET, …_ELEMENTS */
const [ELEMENTS_TABLE, ELEMENTS_SET, ELEMENTS] = [1, 2, 3]
/** NFTA_RULE_TABLE, …_CHAIN, …_EXPRESSIONS */
const [RULE_TABLE, RULE_CHAIN, RULE_EXPRESSIONS] = [1, 2, 4]

interface Part {
  readonly step: Step
  readonly type: number
  readonly flags: number
  readonly body: readonly Bytes[]
}

export function batchOf(steps: readonly Step[]): Batch | null {
  const parts: Part[] = []
  for (const step of steps) {
    const some = partsOf(step, MOST_PARTS - parts.length)
    if (some === null) return null
    parts.push(...some)
  }
  if (parts.length === 0) return null
  const messages = parts.map(({ step, type, flags, body }, at) =>
    message(
      {
        type: (NFTABLES << 8) | type,
        // One word is enough: what the kernel refuses it says anyway.
        flags: flags | (at === parts.length - 1 ? ACK : 0),
        sequence: at + 1,
      },
      general(FAMILIES[step.family], 0),
      ...body,
    ),
  )
  const edge = (type: number, sequence: number): Bytes =>
    message({ type, sequence }, general(UNSPECIFIED, NFTABLES))
  const bytes = joined([edge(BEGIN, WHOLE), ...messages, edge(END, parts.length + 1)])
  return bytes.length > MOST_BYTES ? null : { bytes, parts: parts.map(({ step }) => step) }
}

/** In nft's words, for whoever has to read why it was refused. */
export function partText({ parts }: Batch, sequence: number): string {
  const step = parts[sequence - 1]
  return step === undefined ? 'the whole transaction' : renderStepsLine([step])
}

function partsOf(step: Step, most: number): readonly Part[] | null {
  switch (step.do) {
    case 'addElements':
    case 'deleteElements': {
      if (step.elements.length > most) return null
      const named = setNamed(step.set.name)
      return all(step.elements, (element) => elementPart(step, element, named))
    }
    case 'flushSet':
      return [{ step, type: DELETE_ELEMENT, flags: 0, body: setNamed(step.set.name) }]
    case 'flushChain':
      return [{ step, type: DELETE_RULE, flags: 0, body: chainNamed(step.chain) }]
    case 'addRules':
      return all(step.rules, (rule) => rulePart(step, rule))
    default:
      return null
  }
}

function all<T>(list: readonly T[], partOf: (each: T) => Part | null): readonly Part[] | null {
  const parts: Part[] = []
  for (const each of list) {
    const part = partOf(each)
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

const setNamed = (name: string): readonly Bytes[] => [
  attribute(ELEMENTS_TABLE, zeroEnded(TABLE)),
  attribute(ELEMENTS_SET, zeroEnded(name)),
]

const chainNamed = (name: string): readonly Bytes[] => [
  attribute(RULE_TABLE, zeroEnded(TABLE)),
  attribute(RULE_CHAIN, zeroEnded(name)),
]

type ElementStep = Extract<Step, { readonly do: 'addElements' | 'deleteElements' }>
type RuleStep = Extract<Step, { readonly do: 'addRules' }>

function elementPart(step: ElementStep, element: Element, named: readonly Bytes[]): Part | null {
  const isRemoved = step.do === 'deleteElements'
  const bytes = elementBytes(step.set, element, isRemoved)
  if (bytes === null) return null
  return {
    step: { ...step, elements: [element] },
    ...(isRemoved ? { type: DELETE_ELEMENT, flags: 0 } : { type: NEW_ELEMENT, flags: CREATE }),
    body: [...named, nest(ELEMENTS, ...bytes)],
  }
}

function rulePart(step: RuleStep, rule: Rule): Part | null {
  const expressions = ruleExpressions(rule)
  if (expressions === null) return null
  return {
    step: { ...step, rules: [rule] },
    ...{ type: NEW_RULE, flags: CREATE | APPEND },
    body: [...chainNamed(step.chain), nest(RULE_EXPRESSIONS, ...expressions)],
  }
}
