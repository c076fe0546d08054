// Listings as JSON made comparable.

/** What a listing says, without numbers and versions; only the rules of a chain keep their order. */
export function ordered(listing: string): readonly string[] {
  const { nftables } = JSON.parse(listing.replaceAll(/_v\d+"/g, '"')) as {
    readonly nftables: readonly Readonly<Record<string, Entry>>[]
  }
  const rules = new Map<string, Entry[]>()
  const others: unknown[] = []
  for (const each of nftables) {
    const rule = each.rule
    if (each.metainfo !== undefined) continue
    if (rule === undefined) others.push(each)
    else {
      const chain = `${rule.family} ${rule.chain}`
      rules.set(chain, [...(rules.get(chain) ?? []), rule])
    }
  }
  return [...others, ...rules].map((each) => JSON.stringify(each, plainly)).sort()
}

interface Entry {
  readonly family?: string
  readonly chain?: string
}

function plainly(key: string, value: unknown): unknown {
  if (key === 'handle' || key === 'counter') return undefined
  if (key === 'elem' && Array.isArray(value)) return value.map((each) => JSON.stringify(each, plainly)).sort()
  return value
}
