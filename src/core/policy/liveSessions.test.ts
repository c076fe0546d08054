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

test('P10: a session with a visible address is judged where it passes, by who is seen there', () => {
  const world = parseWorld('visible', [
    'vpc vpc-1 10.0.0.0/16',
    'group sg-1 inner=drop',
    'group sg-2 inner=drop',
    'rule sgr-1 sg-2 ingress accept tcp 80 198.51.100.1 at 1',
    'rule sgr-2 sg-1 ingress accept tcp 81 198.51.100.2 at 1',
    'rule sgr-3 sg-2 egress drop tcp 82 198.51.100.1 at 1',
    'eni eni-nat 10.0.0.1 sg-1',
    'eni eni-cut 10.0.0.2 sg-2',
    'eip 198.51.100.1 eni-nat',
    'eip 198.51.100.2 eni-cut cutThrough',
  ])
  const resolver = createResolver(world)
  const policies = [...world.list('eni')].flatMap(({ id }) => resolver.policyOf(id) ?? [])
  const judge = sessionJudge({
    policies: new Map(policies.map((policy) => [policy.eniId, policy])),
    publicAddresses: new Map([
      ['198.51.100.1', '10.0.0.1'],
      ['198.51.100.2', '198.51.100.2'],
    ]),
    inside: [rangeOf(parseCidr('10.0.0.0/16') ?? { family: 4, base: 0n, length: 0 })],
  })
  const fate = (text: string, answering: string, answered: string): string => {
    const [first, ...ends] = [parsePacket(text), parseAddress(answering), parseAddress(answered)]
    if (!first || !ends[0] || !ends[1]) throw new Error('not a session')
    const verdict = judge({ first, answering: ends[0], answered: ends[1], state: '', expiresIn: 1 })
    return [verdict.fate, ...verdict.sides.map(({ direction, eniId }) => `${direction}:${eniId}`)].join(' ')
  }
  // From the translated one: out, and in again.
  expect(fate('tcp 10.0.0.1:4 > 198.51.100.2:80', '198.51.100.2', '198.51.100.1')).toBe(
    'allowed egress:eni-nat',
  )
  expect(fate('tcp 198.51.100.1:4 > 198.51.100.2:80', '198.51.100.2', '198.51.100.1')).toBe(
    'allowed ingress:eni-cut',
  )
  expect(fate('tcp 198.51.100.1:4 > 198.51.100.2:443', '198.51.100.2', '198.51.100.1')).toBe(
    'cut ingress:eni-cut',
  )
  // And the other way round.
  expect(fate('tcp 198.51.100.2:4 > 198.51.100.1:81', '10.0.0.1', '198.51.100.2')).toBe(
    'allowed egress:eni-cut ingress:eni-nat',
  )
  expect(fate('tcp 198.51.100.2:4 > 198.51.100.1:82', '198.51.100.1', '198.51.100.2')).toBe(
    'cut egress:eni-cut',
  )
  // Once nobody bears it any more.
  expect(fate('tcp 203.0.113.1:4 > 198.51.100.3:80', '198.51.100.3', '203.0.113.1')).toBe('cut')
})
