// The few rules that change with nearly every narrowing change, which say the epoch, as expressions; null for all others.

import type { Match, Rule, Statement } from '../ast.ts'
import { attribute, type Bytes, big32, native32, nest, zeroEnded } from './bytes.ts'
import { value, verdict } from './data.ts'

const LIST_ELEMENT = 1
/** NFTA_EXPR_NAME, NFTA_EXPR_DATA */
const [NAME, DATA] = [1, 2]
/** NFT_REG_VERDICT, NFT_REG_1 */
const [VERDICT_REGISTER, REGISTER] = [0, 1]
/** NFT_CT_MARK, NFT_META_MARK */
const [CT_MARK, META_MARK] = [3, 3]
const MARK_BYTES = 4

/** NFTA_CT_…, NFTA_META_…, NFTA_CMP_…, NFTA_BITWISE_…, NFTA_IMMEDIATE_… */
const CT = { to: 1, key: 2, from: 4 }
const META = { key: 2, from: 3 }
const CMP = { from: 1, operation: 2, data: 3 }
const BITWISE = { from: 1, to: 2, length: 3, mask: 4, xor: 5, operation: 6 }
const IMMEDIATE = { to: 1, data: 2 }
/** NFT_BITWISE_BOOL */
const MASK_AND_XOR = 0
/** NFT_CMP_EQ, NFT_CMP_NEQ */
const [EQUAL, UNEQUAL] = [0, 1]

export function ruleExpressions(rule: Rule): readonly Bytes[] | null {
  if (rule.comment !== undefined) return null
  const all: Bytes[] = []
  for (const statement of rule.statements) {
    const some = expressions(statement)
    if (some === null) return null
    all.push(...some)
  }
  return all
}

function expressions(statement: Statement): readonly Bytes[] | null {
  switch (statement.do) {
    case 'match':
      return matching(statement)
    case 'setCtMark': {
      const { mark, mask } = statement
      const made = mask === undefined ? [immediate(mark)] : [loadMark, keeping(~mask >>> 0, mark)]
      return [...made, expression('ct', number(CT.key, CT_MARK), number(CT.from, REGISTER))]
    }
    case 'setMark':
      return [
        immediate(statement.mark),
        expression('meta', number(META.key, META_MARK), number(META.from, REGISTER)),
      ]
    case 'accept':
    case 'drop':
    case 'return':
    case 'jump':
    case 'goto':
      return [
        expression(
          'immediate',
          number(IMMEDIATE.to, VERDICT_REGISTER),
          nest(IMMEDIATE.data, verdict(statement)),
        ),
      ]
    default:
      return null
  }
}

function matching({ field, not, mask, values }: Match): readonly Bytes[] | null {
  const [mark, ...others] = values
  if (field !== 'ct mark' || typeof mark !== 'number' || others.length > 0) return null
  return [
    loadMark,
    ...(mask === undefined ? [] : [keeping(mask, 0)]),
    expression(
      'cmp',
      ...[number(CMP.from, REGISTER), number(CMP.operation, not === true ? UNEQUAL : EQUAL)],
      nest(CMP.data, value(native32(mark))),
    ),
  ]
}

const expression = (name: string, ...attributes: readonly Bytes[]): Bytes =>
  nest(LIST_ELEMENT, attribute(NAME, zeroEnded(name)), nest(DATA, ...attributes))

const number = (type: number, is: number): Bytes => attribute(type, big32(is))

const loadMark = expression('ct', number(CT.key, CT_MARK), number(CT.to, REGISTER))

const immediate = (mark: number): Bytes =>
  expression('immediate', number(IMMEDIATE.to, REGISTER), nest(IMMEDIATE.data, value(native32(mark))))

/** These bits stay, those of `mark` are set. */
const keeping = (bits: number, mark: number): Bytes =>
  expression(
    'bitwise',
    ...[number(BITWISE.from, REGISTER), number(BITWISE.to, REGISTER)],
    ...[number(BITWISE.operation, MASK_AND_XOR), number(BITWISE.length, MARK_BYTES)],
    nest(BITWISE.mask, value(native32((bits & ~mark) >>> 0))),
    nest(BITWISE.xor, value(native32(mark))),
  )
