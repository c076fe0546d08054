// Sends a numbered UDP packet every millisecond and prints, at the end, when each was sent and whether an echo came.
import { createSocket } from 'node:dgram'

const [address, port] = process.argv.slice(2)
const sent = []
const echoed = new Set()
const socket = createSocket('udp4')
socket.on('message', (message) => echoed.add(Number(message.toString())))
socket.on('error', () => {})
socket.bind(0, () => console.log('running'))
const timer = setInterval(() => {
  socket.send(String(sent.length), Number(port), address)
  sent.push(Number(process.hrtime.bigint()) / 1e6)
}, 1)
process.stdin.resume().on('end', () => {
  clearInterval(timer)
  setTimeout(() => {
    process.stdout.write(JSON.stringify(sent.map((at, index) => [at, echoed.has(index)])), () =>
      process.exit(0),
    )
  }, 200)
})
