// Limits: the numbers the documents name, and which of them an operator may change.

import { describe, expect, test } from 'vitest'
import { LIMITS, limitOf } from './limits.ts'

describe('limits', () => {
  test.each([
    ['groupsPerEni', 10],
    ['rulesPerEni', 1000],
    ['rulesPerCall', 100],
    ['groupReferencesPerBasicGroup', 20],
    ['privateAddressesPerBasicGroup', 6000],
    ['enisPerEnterpriseGroup', 65_536],
    ['groupsPerRegion', 100],
    ['tagsPerResource', 20],
    ['vSwitchesPerVpc', 150],
    ['instancesPerCall', 100],
    ['sessionIdleSeconds', 910],
  ] as const)('L1: %s is %i', (name, maximum) => expect(limitOf(name)).toBe(maximum))

  test('L2: an operator changes what is adjustable and nothing else', () => {
    expect(limitOf('groupsPerRegion', { groupsPerRegion: 500 })).toBe(500)
    expect(limitOf('sessionIdleSeconds', { sessionIdleSeconds: 5 })).toBe(910)
  })

  test('L1: every limit says what it counts and where it is written', () => {
    for (const limit of Object.values(LIMITS)) {
      expect(limit.about).not.toBe('')
      expect(limit.source).not.toBe('')
      expect(Number.isInteger(limit.maximum) && limit.maximum > 0).toBe(true)
    }
  })
})
