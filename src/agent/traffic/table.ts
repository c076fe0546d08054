// The counters of public addresses, in the internet's namespace: all that passes there comes from or goes to one.

const TABLE = 'ip menshen_traffic'

/** Public addresses on this host; those that are watched have figures by the second. */
export interface Counted {
  readonly all: ReadonlySet<string>
  readonly watched: ReadonlySet<string>
}

const ENDS = { in: 'daddr', out: 'saddr' } as const
export const DIRECTIONS = ['in', 'out'] as const
/** What of SYN, ACK, FIN and RST is set. */
const SEGMENTS = {
  syn: 'tcp flags & (syn | ack) == syn',
  syn_ack: 'tcp flags & (syn | ack) == syn | ack',
  fin: 'tcp flags & fin == fin',
  rst: 'tcp flags & rst == rst',
} as const
const SEGMENT_KINDS = Object.keys(SEGMENTS) as readonly (keyof typeof SEGMENTS)[]

/** For `nft -f`: all of it anew, counting from zero. */
export function freshTable({ all, watched }: Counted): string {
  const set = (name: string, addresses: ReadonlySet<string>): string =>
    [
      `set ${name} { type ipv4_addr; counter;`,
      ...(addresses.size === 0 ? [] : [`elements = { ${[...addresses].join(', ')} };`]),
      '}',
    ].join(' ')
  const sets = DIRECTIONS.flatMap((direction) => [
    set(direction, all),
    ...SEGMENT_KINDS.map((kind) => set(`${direction}_${kind}`, watched)),
  ])
  const rules = DIRECTIONS.flatMap((direction) => [
    `ip ${ENDS[direction]} @${direction}`,
    ...SEGMENT_KINDS.map((kind) => `${SEGMENTS[kind]} ip ${ENDS[direction]} @${direction}_${kind}`),
  ])
  return [
    `table ${TABLE}`,
    `delete table ${TABLE}`,
    `table ${TABLE} {`,
    ...sets,
    'chain passing { type filter hook forward priority filter; policy accept;',
    ...rules,
    '}',
    '}',
  ].join('\n')
}

/** For `nft -f`: what goes and what comes; the others count on. Empty when both are the same. */
export function tableChange(from: Counted, to: Counted): string {
  const lines = (set: string, was: ReadonlySet<string>, is: ReadonlySet<string>): string[] => {
    const [gone, come] = [missingIn(is, was), missingIn(was, is)]
    return [
      ...(gone.length === 0 ? [] : [`delete element ${TABLE} ${set} { ${gone.join(', ')} }`]),
      ...(come.length === 0 ? [] : [`add element ${TABLE} ${set} { ${come.join(', ')} }`]),
    ]
  }
  return DIRECTIONS.flatMap((direction) => [
    ...lines(direction, from.all, to.all),
    ...SEGMENT_KINDS.flatMap((kind) => lines(`${direction}_${kind}`, from.watched, to.watched)),
  ]).join('\n')
}

const missingIn = (set: ReadonlySet<string>, addresses: ReadonlySet<string>): string[] =>
  [...addresses].filter((address) => !set.has(address))

export const LIST_TABLE = `nft -j list table ${TABLE}`

export type Counts = readonly [packets: number, bytes: number]

/** Set → address → what its counter shows. */
export function readTable(listing: string): ReadonlyMap<string, ReadonlyMap<string, Counts>> {
  const { nftables } = JSON.parse(listing) as {
    readonly nftables: readonly {
      readonly set?: { readonly name: string; readonly elem?: readonly unknown[] }
    }[]
  }
  return new Map(
    nftables.flatMap(({ set }) =>
      set === undefined ? [] : [[set.name, new Map((set.elem ?? []).flatMap(countsIn))] as const],
    ),
  )
}

function countsIn(element: unknown): readonly (readonly [string, Counts])[] {
  const { elem } = element as {
    readonly elem?: { readonly val: string; readonly counter?: { packets: number; bytes: number } }
  }
  return elem?.counter === undefined ? [] : [[elem.val, [elem.counter.packets, elem.counter.bytes]]]
}
