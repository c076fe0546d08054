// Sets of packets in the words of a language: `text.ts` writes them in English with these few words, and nothing else is said.

export type PacketWord =
  | 'anyIpv4'
  | 'anyIpv6'
  | 'more'
  | 'protocols'
  | 'nobody'
  | 'except'
  | 'and'
  | 'from'
  | 'type'
  | 'all'

/** The longer ones first. */
const WORDS: readonly (readonly [RegExp, PacketWord])[] = [
  [/\bany IPv4 address\b/g, 'anyIpv4'],
  [/\bany IPv6 address\b/g, 'anyIpv6'],
  [/\bmore ranges up to\b/g, 'more'],
  [/\bprotocols(?= \d)/g, 'protocols'],
  [/\bnobody\b/g, 'nobody'],
  [/\bexcept\b/g, 'except'],
  [/\band\b/g, 'and'],
  [/\bfrom(?= \d)/g, 'from'],
  [/\btype(?= \d)/g, 'type'],
  [/\ball\b/g, 'all'],
]

/** `any IPv4 address except 10.0.0.1, all` as a person reads it. */
export const packetWords = (text: string, say: (word: PacketWord) => string): string =>
  WORDS.reduce((done, [pattern, word]) => done.replace(pattern, say(word)), text)
