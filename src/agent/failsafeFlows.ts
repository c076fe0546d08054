// The failsafe list (semantics S5) as flows that no rule of this machine's may cut.

import type { SparedFlow } from '../core/compile/backend.ts'
import { rangeOf } from '../core/model/cidr.ts'
import { parseFailsafe } from '../core/model/failsafe.ts'
import type { ResourceReader } from '../core/model/resources.ts'

export const failsafeFlows = (texts: readonly string[]): readonly SparedFlow[] =>
  texts
    .flatMap((text) => parseFailsafe(text) ?? [])
    .map(({ protocol, port, from }) => ({ direction: 'ingress', protocol, peer: rangeOf(from), port }))

/** As it stands in the newest state. */
export const failsafeIn = (state: () => ResourceReader) => (): readonly string[] =>
  state().get('policySettings', 'policy')?.failsafe ?? []
