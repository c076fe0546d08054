// One connection attempt from wherever this is started: `tcp|udp|hold <address> <port> [ms]`; prints open or closed.
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'

const [kind, address, port, patience = '700'] = process.argv.slice(2)
const end = (word) => {
  console.log(word)
  process.exit(0)
}
setTimeout(() => end('closed'), Number(patience))

if (kind === 'tcp') {
  connect(Number(port), address)
    .on('connect', () => end('open'))
    // A refusal is an answer of the other end: the packets passed.
    .on('error', (error) => end(error.code === 'ECONNREFUSED' ? 'open' : 'closed'))
} else {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', () => end('open')).on('error', () => end('closed'))
  socket.send('ping', Number(port), address)
}
