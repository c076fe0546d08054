// The fate of one session in a VPC's router, and of the same at the gate of a host, where others have addresses too.

import { expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { parseAddress } from '../model/address.ts'
import { parseCidr, rangeOf } from '../model/cidr.ts'
import { asId, type EniId } from '../model/ids.ts'
import { parsePacket } from '../model/packet.ts'
import { sessionJudge } from './liveSessions.ts'
import { everything } from './policy.ts'
import { createResolver } from './resolve.ts'

const WORLD = `
vpc vpc-1 10.0.0.0/16
group sg-a inner=drop
rule sgr-web sg-a ingress accept tcp 80 10.0.0.0/16 at 1
eni eni-a 10.0.0.1 sg-a
`

const judge = () => {
  const policy = createResolver(parseWorld('world', WORLD.split('\n'))).policyOf(asId<EniId>('eni-a'))
  const cidr = parseCidr('10.0.0.0/16')
  if (policy === undefined || cidr === undefined) throw new Error('no policy')
  return sessionJudge({
    policies: new Map([[policy.eniId, policy]]),
    publicAddresses: new Map(),
    inside: [rangeOf(cidr)],
  })
}

const fateOf = (text: string, seen: { shared?: boolean; answering?: string } = {}) => {
  const first = parsePacket(text)
  const answering = seen.answering === undefined ? first?.destination : parseAddress(seen.answering)
  if (first === undefined || answering === undefined) throw new Error(`not a packet: ${text}`)
  const { shared = false } = seen
  return judge()({ first, answering, answered: first.source, state: '', expiresIn: 1, shared }).fate
}

test('C3: from an address of the VPC that nobody has: gone from its router, a neighbour at a gate', () => {
  const session = 'tcp 10.0.0.9:40000 > 10.0.0.1:80'
  expect(fateOf(session)).toBe('cut')
  expect(fateOf(session, { shared: true })).toBe('allowed')
  expect(fateOf('tcp 10.0.0.9:40000 > 10.0.0.1:81', { shared: true })).toBe('cut')
})

test('C3: translated by nobody we know: cut in a router, judged by who answers at a gate', () => {
  const session = 'tcp 10.1.0.9:40000 > 203.0.113.5:80'
  expect(fateOf(session, { answering: '10.0.0.1' })).toBe('cut')
  expect(fateOf(session, { answering: '10.0.0.1', shared: true })).toBe('cut')
  expect(fateOf('tcp 10.0.0.9:40000 > 203.0.113.5:80', { answering: '10.0.0.1', shared: true })).toBe(
    'allowed',
  )
})

test('S1: what only differs in its source port is not taken for the same where system traffic looks at it', () => {
  const policy = createResolver(parseWorld('world', WORLD.split('\n'))).policyOf(asId<EniId>('eni-a'))
  const gateway = parseAddress('10.0.0.253')
  if (policy === undefined || gateway === undefined) throw new Error('no policy')
  const closed = { ...policy, gateways: [gateway], egress: [everything('drop', { kind: 'noGroup' })] }
  const cidr = parseCidr('10.0.0.0/30')
  if (cidr === undefined) throw new Error('no block')
  const one = sessionJudge({
    policies: new Map([[closed.eniId, closed]]),
    publicAddresses: new Map(),
    inside: [rangeOf(cidr)],
  })
  const fates = [68, 5000, 68].map((port) => {
    const first = parsePacket(`udp 10.0.0.1:${port} > 10.0.0.253:67`)
    if (first === undefined) throw new Error('not a packet')
    const [answering, answered] = [first.destination, first.source]
    return one({ first, answering, answered, state: '', expiresIn: 1 }).fate
  })
  expect(fates).toEqual(['allowed', 'cut', 'allowed'])
})
