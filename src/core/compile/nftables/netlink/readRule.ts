// What one rule in the kernel does, as a number: without what it has counted, and without numbers that are drawn anew.

import { digestOfText } from '../digest.ts'
import type { Bytes } from './bytes.ts'
import { commentIn } from './readElement.ts'
import { digestOfBytes, eachAttribute, textAt } from './reading.ts'

/** NFTA_RULE_EXPRESSIONS, NFTA_RULE_USERDATA */
const [EXPRESSIONS, USER_DATA] = [4, 7]
/** NFTA_EXPR_NAME, NFTA_EXPR_DATA */
const [NAME, DATA] = [1, 2]
/** NFTA_LOOKUP_SET */
const LOOKUP_SET = 1

export interface FoundRule {
  readonly comment: string
  readonly digest: number
}

/** `anonymous`: what is in a set that is part of a rule; its name is drawn anew each time. */
export function readRule(
  bytes: Bytes,
  from: number,
  to: number,
  anonymous: (set: string) => number | undefined,
): FoundRule {
  let comment = ''
  let digest = 0
  const take = (what: string): void => {
    digest = digestOfText(`${digest} ${what}`)
  }
  const lookup = (start: number, end: number): void =>
    eachAttribute(bytes, start, end, (type, first, last) => {
      const content = type === LOOKUP_SET ? anonymous(textAt(bytes, first, last)) : undefined
      take(`${type} ${content === undefined ? digestOfBytes(bytes, first, last) : `in a rule: ${content}`}`)
    })
  eachAttribute(bytes, from, to, (part, begin, until) => {
    if (part === USER_DATA) comment = commentIn(bytes, begin, until) ?? ''
    if (part !== EXPRESSIONS) return
    eachAttribute(bytes, begin, until, (_, start, end) => {
      let name = ''
      eachAttribute(bytes, start, end, (type, first, last) => {
        if (type === NAME) {
          name = textAt(bytes, first, last)
          take(name)
        } else if (type === DATA && name === 'lookup') lookup(first, last)
        else if (type === DATA && name !== 'counter') take(String(digestOfBytes(bytes, first, last)))
      })
    })
  })
  return { comment, digest }
}
