// How long sessions may stay idle where an ENI says otherwise than its router: chosen when a session begins (C2).

import type { Family } from '../../model/address.ts'
import { type SessionTimeouts, USUAL_TIMEOUTS } from '../../model/network.ts'
import { TCP, UDP } from '../../model/protocol.ts'
import { MACHINE, type RouterPort } from '../backend.ts'
import {
  type Chain,
  type Element,
  goto,
  match,
  type NamedSet,
  RETURN,
  rule,
  type Timeout,
  type Verdict,
  vmap,
} from './ast.ts'
import { CHAINS, SETS } from './names.ts'

export interface Timeouts {
  readonly objects: readonly Timeout[]
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
}

interface Ending {
  readonly name: string
  readonly timeouts: SessionTimeouts
}

/**
 * `given`: what the settings of the namespace see to; null: they are not ours. Null when no port says otherwise: first
 * packets then pay nothing.
 * Choice: between two ENIs the shorter time holds, as where each end forgets by itself. The other end of the uplink
 * has no say.
 */
export function planTimeouts(
  ports: readonly RouterPort[],
  uplink: string | null,
  given: SessionTimeouts | null,
): Timeouts | null {
  const special = ports.flatMap(({ name, policy }): Ending[] => {
    const timeouts = policy?.timeouts ?? USUAL_TIMEOUTS
    const isGiven = given !== null && nameOf(timeouts) === nameOf(given)
    return isGiven || name === MACHINE ? [] : [{ name, timeouts }]
  })
  if (special.length === 0) return null
  const plan = new Plan(given)
  const senders = special.map(({ name, timeouts }) => ({
    key: [name],
    value: goto(plan.sender(nameOf(timeouts), timeouts, special, uplink)),
  }))
  const outside =
    uplink === null ? [] : [{ key: [uplink], value: goto(plan.sender('any', null, special, null)) }]
  const receivers = special.map(({ name, timeouts }) => ({
    key: [name],
    value: plan.verdict(shorter(given ?? timeouts, timeouts)),
  }))
  plan.map(SETS.timeouts.sender, [...outside, ...senders])
  plan.map(SETS.timeouts.receiver, receivers)
  plan.chains.push({
    name: CHAINS.timeouts,
    rules: [rule(vmap(['iifname'], SETS.timeouts.sender)), rule(vmap(['oifname'], SETS.timeouts.receiver))],
  })
  return { objects: [...plan.objects.values()], sets: plan.sets, chains: plan.chains }
}

class Plan {
  readonly objects = new Map<string, Timeout>()
  readonly sets: NamedSet[] = []
  readonly chains: Chain[] = []
  readonly #given: SessionTimeouts | null
  readonly #made = new Set<string>()

  constructor(given: SessionTimeouts | null) {
    this.#given = given
  }

  /** What a sender's time becomes by the receiver; null: the sender has no say. */
  sender(
    key: string,
    own: SessionTimeouts | null,
    special: readonly Ending[],
    uplink: string | null,
  ): string {
    const chain = `te_${key}`
    if (this.#made.has(chain)) return chain
    this.#made.add(chain)
    const name = `to_${key}`
    this.map(name, [
      ...(uplink === null || own === null ? [] : [{ key: [uplink], value: this.verdict(own) }]),
      ...special.map((receiver) => ({
        key: [receiver.name],
        value: this.verdict(own === null ? receiver.timeouts : shorter(own, receiver.timeouts)),
      })),
    ])
    const rest = own === null ? [] : [rule(this.verdict(shorter(own, this.#given ?? own)))]
    this.chains.push({ name: chain, rules: [rule(vmap(['oifname'], name)), ...rest] })
    return chain
  }

  map(name: string, elements: readonly Element[]): void {
    this.sets.push({ name, key: ['ifname'], value: 'verdict', elements })
  }

  verdict(timeouts: SessionTimeouts): Verdict {
    const key = nameOf(timeouts)
    if (this.#given !== null && key === nameOf(this.#given)) return RETURN
    const chain = `ts_${key}`
    if (!this.#made.has(chain)) {
      this.#made.add(chain)
      const objects = ([4, 6] as const).flatMap((family) => objectsOf(timeouts, family))
      for (const object of objects) this.objects.set(object.name, object)
      this.chains.push({
        name: chain,
        rules: objects.map(({ name, family, protocol }) =>
          rule(match('meta nfproto', `ipv${family}`), match('meta l4proto', protocol === 'tcp' ? TCP : UDP), {
            do: 'setTimeout',
            timeout: name,
          }),
        ),
      })
    }
    return goto(chain)
  }
}

const nameOf = ({ tcpEstablished, tcpClosed, udp }: SessionTimeouts): string =>
  `${tcpEstablished}_${tcpClosed}_${udp}`

const shorter = (a: SessionTimeouts, b: SessionTimeouts): SessionTimeouts => ({
  tcpEstablished: Math.min(a.tcpEstablished, b.tcpEstablished),
  tcpClosed: Math.min(a.tcpClosed, b.tcpClosed),
  udp: Math.min(a.udp, b.udp),
})

/** The kernel knows such objects for TCP and UDP only, and each for one family. */
function objectsOf({ tcpEstablished, tcpClosed, udp }: SessionTimeouts, family: Family): readonly Timeout[] {
  const tcp = { established: tcpEstablished, time_wait: tcpClosed, close: tcpClosed }
  return [
    { name: `tcp${family}_${tcpEstablished}_${tcpClosed}`, protocol: 'tcp', family, seconds: tcp },
    { name: `udp${family}_${udp}`, protocol: 'udp', family, seconds: { unreplied: udp, replied: udp } },
  ]
}
