// The listings are what nft 1.0.6 prints.

import { expect, test } from 'vitest'
import { countedMaps, readingsIn } from './counters.ts'

const TERSE = `table inet other { # handle 3
	chain c { # handle 1
		counter packets 9 bytes 9 drop comment "spoofed" # handle 2
	}
}
table inet menshen { # handle 7
	map i_abc_special_1 { # handle 29
		type mark . inet_proto . inet_service : verdict
		counter
	}
	map i_abc_any_v2 { # handle 30
		type inet_proto . inet_service : verdict
		flags interval
		counter
	}
	map eg_o { # handle 31
		type ifname : verdict
	}

	chain do_drop { # handle 1
		counter packets 4 bytes 240 drop comment "dropped" # handle 63
	}
	chain i_abc_o { # handle 2
		meta mark . meta l4proto . th dport vmap @i_abc_special_1 # handle 64
		counter packets 2 bytes 120 goto do_drop comment "default" # handle 65
	}
}
`
const ELEMENTS = `table inet menshen {
	map i_abc_special_1 { # handle 29
		type mark . inet_proto . inet_service : verdict
		counter
		elements = { 0x00000018 . 6 . 1024 counter packets 1 bytes 60 comment "sgr-3" : goto do_accept,
			     0x00000118 . 6 . 1280 counter packets 0 bytes 0 comment "sgr-4" : goto do_drop }
	}
}
`

test('maps that count are found in our table alone', () => {
  expect(countedMaps(TERSE)).toEqual(['i_abc_special_1', 'i_abc_any_v2'])
})

test('W1: every counter has its word and side, a default its groups; what was not listed is known as missing', () => {
  const found = readingsIn(
    `${TERSE}\n${ELEMENTS}`,
    countedMaps(TERSE),
    new Map([['i_abc', ['sg-a' as never]]]),
  )
  expect([...found.missing]).toEqual(['i_abc_any_v2'])
  expect(
    found.readings.map(({ subject, direction, packets, bytes }) => [subject, direction, packets, bytes]),
  ).toEqual([
    ['dropped', null, 4, 240],
    ['default:sg-a', 'ingress', 2, 120],
    ['sgr-3', 'ingress', 1, 60],
    ['sgr-4', 'ingress', 0, 0],
  ])
  expect(new Set(found.readings.map(({ holder, place }) => `${holder} ${place}`)).size).toBe(4)
})

test('a table that is loaded again has other counters, elements of maps too', () => {
  const places = (listing: string): readonly string[] =>
    readingsIn(`${listing}\n${ELEMENTS}`, countedMaps(listing), new Map()).readings.map(
      ({ holder, place }) => `${holder} ${place}`,
    )
  const before = places(TERSE)
  const after = places(TERSE.replace('menshen { # handle 7', 'menshen { # handle 8'))
  expect(after).toHaveLength(before.length)
  expect(after.filter((place) => before.includes(place))).toEqual([])
})
