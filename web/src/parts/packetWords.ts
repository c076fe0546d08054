// Sets of packets are written by the core in English, with few words: here they are said in the chosen language.

import { type TextKey, type Translate, useText } from '../text/index.ts'

/** All words that `src/core/headerspace/text.ts` has; the longer ones first. */
const WORDS: readonly (readonly [RegExp, TextKey])[] = [
  [/\bany IPv4 address\b/g, 'packets.anyIpv4'],
  [/\bany IPv6 address\b/g, 'packets.anyIpv6'],
  [/\bmore ranges up to\b/g, 'packets.more'],
  [/\bprotocols(?= \d)/g, 'packets.protocols'],
  [/\bnobody\b/g, 'packets.nobody'],
  [/\bexcept\b/g, 'packets.except'],
  [/\band\b/g, 'packets.and'],
  [/\bfrom(?= \d)/g, 'packets.from'],
  [/\btype(?= \d)/g, 'packets.type'],
  [/\ball\b/g, 'packets.all'],
]

export const packetWords = (text: string, t: Translate): string =>
  WORDS.reduce((done, [word, key]) => done.replace(word, t(key)), text)

/** `any IPv4 address except 10.0.0.1, all` as the person reads it. */
export function usePacketWords(): (text: string) => string {
  const t = useText()
  return (text) => packetWords(text, t)
}
