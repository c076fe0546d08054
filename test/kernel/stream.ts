// Runs inside an instance: `send <address>` one packet a millisecond to ports 80 and 81, `count` those that
// arrive there. Says a line of numbers when it has begun, and one for each line that it is sent; a sender then stops.

import { createSocket } from 'node:dgram'
import { createInterface } from 'node:readline'

const [mode, address = ''] = process.argv.slice(2)
const say = (words: object): boolean => process.stdout.write(`${JSON.stringify(words)}\n`)

if (mode === 'send') {
  let sent = 0
  const timer = setInterval(() => {
    sent++
    // From a port of its own each: every one of them opens a session and is judged.
    for (const port of [80, 81]) {
      const socket = createSocket('udp4')
      // Without a link there is no way out: the next one may have it.
      socket.on('error', () => {})
      socket.send(String(sent), port, address, () => socket.close())
    }
  }, 1)
  say({ sent })
  whenAsked(() => {
    clearInterval(timer)
    setTimeout(() => say({ sent }), 300)
  })
} else {
  const counts = { 80: 0, 81: 0 }
  let missing = 2
  for (const port of [80, 81] as const) {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22 })
    socket.on('message', () => counts[port]++).bind(port, () => --missing || say(counts))
  }
  whenAsked(() => say(counts))
}

function whenAsked(answer: () => void): void {
  createInterface({ input: process.stdin }).on('line', answer)
}
