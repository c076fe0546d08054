// Port ranges, inclusive at both ends.

export interface PortRange {
  readonly first: number
  readonly last: number
}

export const ALL_PORTS: PortRange = { first: 0, last: 65535 }

export const portRange = (first: number, last: number = first): PortRange => ({ first, last })

export const portInRange = (port: number, range: PortRange): boolean =>
  range.first <= port && port <= range.last

/** `80` or `8000-8100`. */
export const formatPortRange = (range: PortRange): string =>
  range.first === range.last ? String(range.first) : `${range.first}-${range.last}`
