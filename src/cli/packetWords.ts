// Sets of packets, which the server writes in English with few words, in the language of the command line.

import { packetWords } from '../core/headerspace/words.ts'
import type { CommandContext } from './context.ts'

export const packetText = ({ t }: CommandContext, text: string): string =>
  packetWords(text, (word) => t(`packets.${word}`))
