// Trust policies of roles: who may put a role on.

import { effectOf, hasOnly, type JsonObject, objectOf, statementsIn, textsOf } from './json.ts'

interface TrustStatement {
  readonly effect: 'allow' | 'deny'
  /** `acs:ram::123:root`, `acs:ram::123:role/name`. */
  readonly principals: readonly string[]
  /** `ecs.aliyuncs.com`. */
  readonly services: readonly string[]
  /** Must be said by who puts the role on; empty: nothing must. */
  readonly externalIds: readonly string[]
}

export type Trust = readonly TrustStatement[]

/** Who asks: account, and the role that it has on already. */
export interface Asker {
  readonly accountId: string
  readonly role: string | null
  readonly externalId: string | null
}

/** Undefined when it is no trust policy, or says more than can be judged. */
export function parseTrust(document: string): Trust | undefined {
  const statements = statementsIn(document)?.map((one): TrustStatement | undefined => {
    const effect = effectOf(one)
    const principal = objectOf(one.Principal)
    const externalIds = externalIdsOf(one.Condition)
    if (effect === undefined || principal === undefined || externalIds === undefined) return undefined
    if (!hasOnly(one, ['Effect', 'Action', 'Principal', 'Condition'])) return undefined
    if (!hasOnly(principal, ['RAM', 'Service', 'Federated']) || !isAssuming(one)) return undefined
    const [principals, services] = [listIn(principal, 'RAM'), listIn(principal, 'Service')]
    const federated = listIn(principal, 'Federated')
    if (principals === undefined || services === undefined || federated === undefined) return undefined
    if (principals.length + services.length + federated.length === 0) return undefined
    return { effect, principals, services, externalIds }
  })
  return statements?.every((one) => one !== undefined) ? statements : undefined
}

const isAssuming = ({ Action }: JsonObject): boolean =>
  textsOf(Action)?.every((action) => /^sts:AssumeRole$/i.test(action)) ?? false

const listIn = (principal: JsonObject, name: string): readonly string[] | undefined =>
  principal[name] === undefined ? [] : textsOf(principal[name])

/** `{"StringEquals":{"sts:ExternalId":"…"}}` is the one condition that is judged. */
function externalIdsOf(condition: unknown): readonly string[] | undefined {
  if (condition === undefined) return []
  const written = objectOf(condition)
  const equals = objectOf(written?.StringEquals)
  if (written === undefined || equals === undefined) return undefined
  if (!hasOnly(written, ['StringEquals']) || !hasOnly(equals, ['sts:ExternalId'])) return undefined
  return textsOf(equals['sts:ExternalId'])
}

/** A deny that names the asker goes before every allow, whatever it is bound to. */
export function trusts(trust: Trust, asker: Asker): boolean {
  const named = trust.filter(({ principals }) => principals.some((one) => isNamed(one, asker)))
  if (named.some(({ effect }) => effect === 'deny')) return false
  return named.some(
    ({ externalIds }) =>
      externalIds.length === 0 || (asker.externalId !== null && externalIds.includes(asker.externalId)),
  )
}

/** The root of an account stands for everybody in it. */
const isNamed = (principal: string, { accountId, role }: Asker): boolean =>
  principal === `acs:ram::${accountId}:root` ||
  (role !== null && principal === `acs:ram::${accountId}:role/${role}`)

export function trustsService(trust: Trust, service: string): boolean {
  const named = trust.filter(({ services }) => services.includes(service))
  return named.length > 0 && named.every(({ effect }) => effect === 'allow')
}
