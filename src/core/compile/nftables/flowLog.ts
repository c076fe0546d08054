// Which rules hand packets to the flow log: every one that drops, under the reason in its comment; and acceptance, if wanted.

import type { FlowLogging } from '../backend.ts'
import type { Chain, Rule } from './ast.ts'
import { CHAINS } from './names.ts'

/** Prefix of what was accepted; all others are reasons for dropping. */
export const ACCEPTED = 'accepted'

/** A rule of its own in front of each: a limit that is used up must not keep a packet from being dropped. */
export const logged = (chains: readonly Chain[], which: FlowLogging | undefined): readonly Chain[] =>
  which === undefined ? chains : chains.map((chain) => ({ ...chain, rules: rulesOf(chain, which) }))

const rulesOf = ({ name, rules }: Chain, which: FlowLogging): readonly Rule[] => [
  ...(which === 'all' && name === CHAINS.accept ? [logRule([], ACCEPTED)] : []),
  ...rules.flatMap((rule) => {
    const { statements, comment } = rule
    const dropping = statements.at(-1)?.do === 'drop' && comment !== undefined
    return dropping ? [logRule(statements.slice(0, -1), comment), rule] : [rule]
  }),
]

const logRule = (before: Rule['statements'], prefix: string): Rule => ({
  statements: [...before.filter((each) => each.do !== 'counter'), { do: 'log', prefix }],
})
