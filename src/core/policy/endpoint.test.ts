// Who is meant by a word.

import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { formatAddress } from '../model/address.ts'
import type { Instance } from '../model/network.ts'
import { resolveEndpoint } from './endpoint.ts'

const world = parseWorld(
  'world',
  `
vpc vpc-1 10.0.0.0/16 2001:db8:0:100::/56
vpc vpc-2 10.0.0.0/16
group sg-a
eni eni-1 10.0.0.1,10.0.0.2,2001:db8:0:100::1,10.0.0.16/28 sg-a
eni eni-2 10.0.0.1 - vpc=vpc-2
eni eni-3 10.0.0.3 - vpc=vpc-2
eni eni-1b 10.0.0.9 sg-a on=i-eni-1
eip 198.51.100.1 eni-1
eip 198.51.100.9
`.split('\n'),
)
for (const [id, name] of [
  ['i-eni-1', 'web'],
  ['i-eni-2', 'twin'],
  ['i-eni-3', 'twin'],
] as const) {
  world.write({ kind: 'instance', id, body: { ...(world.get('instance', id) as Instance), name } })
}

const said = (text: string): string => {
  const resolved = resolveEndpoint(world, text)
  if (resolved.kind === 'unknown') return 'unknown'
  if (resolved.kind === 'ambiguous') return `one of ${resolved.candidates.join(' ')}`
  const { endpoint } = resolved
  const who = endpoint.kind === 'eni' ? endpoint.eniId : 'internet'
  return `${who} ${endpoint.addresses.map(formatAddress).join(' ')}`
}

describe('resolveEndpoint', () => {
  test.each([
    ['eni-1', 'eni-1 10.0.0.1 10.0.0.2 2001:db8:0:100::1'],
    ['i-eni-1', 'eni-1 10.0.0.1 10.0.0.2 2001:db8:0:100::1'],
    ['web', 'eni-1 10.0.0.1 10.0.0.2 2001:db8:0:100::1'],
    ['twin', 'one of eni-2 eni-3'],
    ['10.0.0.2', 'eni-1 10.0.0.2'],
    ['10.0.0.17', 'eni-1 10.0.0.17'],
    ['2001:DB8:0:100:0::1', 'eni-1 2001:db8:0:100::1'],
    ['10.0.0.1', 'one of eni-1 eni-2'],
    ['198.51.100.1', 'eni-1 198.51.100.1'],
    ['198.51.100.9', 'internet 198.51.100.9'],
    ['internet', 'internet 203.0.113.1 2600::1'],
    ['203.0.113.77', 'internet 203.0.113.77'],
    ['nobody', 'unknown'],
    ['10.0.0.300', 'unknown'],
  ])('%s is %s', (text, expected) => expect(said(text)).toBe(expected))
})
