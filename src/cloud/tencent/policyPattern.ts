// Which rules are meant by a description of one, as deletion takes it.

import { isDeepStrictEqual } from 'node:util'
import type { Rule } from '../../core/model/rule.ts'
import type { Policy } from './actions/policyFields.ts'
import { peerOf, type Sender, serviceOf } from './policyCodec.ts'

/** Action and description count where they are given; protocol and ports that are left out mean ALL, not any. */
export function patternOf(policy: Policy, path: string, sender: Sender): (rule: Rule) => boolean {
  const { protocol, ports } = serviceOf(policy, path)
  const peer = peerOf(policy, path, sender)
  const { Action, PolicyDescription: description = '' } = policy
  const action = Action === undefined ? undefined : Action === 'ACCEPT' ? 'accept' : 'drop'
  return (rule) =>
    rule.protocol === protocol &&
    isDeepStrictEqual(rule.ports, ports) &&
    isDeepStrictEqual(rule.peer, peer) &&
    (action === undefined || rule.action === action) &&
    (description === '' || rule.description === description)
}
