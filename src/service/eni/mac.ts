// MAC addresses of network interfaces: made from the id, unique in the VPC.

/** Alibaba's own prefix (the OUI that Xen was given). */
const PREFIX = '00:16:3e'
const SPACE = 1 << 24

/** The address that follows from the id, or the next one that is not taken. */
export function macOf(eniId: string, isTaken: (mac: string) => boolean): string {
  const start = fold(fnv1a(eniId))
  for (let step = 0; step < SPACE; step++) {
    const mac = format((start + step) % SPACE)
    if (!isTaken(mac)) return mac
  }
  throw new Error('no MAC address is left in the VPC')
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** 32 bits to 24, all of them taking part (xor-folding, as the FNV page advises). */
const fold = (hash: number): number => (hash >>> 24) ^ (hash & 0xffffff)

function format(number: number): string {
  const hex = number.toString(16).padStart(6, '0')
  return [PREFIX, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)].join(':')
}
