// Sets of packets, which come in English with few words, as they are said in the chosen language.

import { packetWords } from '../../../src/core/headerspace/words.ts'
import { useText } from '../text/index.ts'

/** `any IPv4 address except 10.0.0.1, all` as the person reads it. */
export function usePacketWords(): (text: string) => string {
  const t = useText()
  return (text) => packetWords(text, (word) => t(`packets.${word}`))
}
