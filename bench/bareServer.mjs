// The least that a request can cost here: node:http that answers a constant; given a file, what asks for a write is on
// the disk before its answer, as much as SQLite writes for a rule.

import { fdatasync, openSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'

const PAGES = 4
const page = Buffer.alloc(4096, 1)
/** Written over and over: a file that grows would sync the file system's journal as well. */
const LOG_BYTES = 16 * 1024 * 1024

const log = process.argv[2] === undefined ? null : openLog(process.argv[2])
let position = 0
const answer = JSON.stringify({ RequestId: '00000000-0000-0000-0000-000000000000' })
const headers = { 'content-type': 'application/json', 'content-length': String(answer.length) }

const server = createServer((request, response) => {
  let isWrite = false
  request.on('data', (chunk) => {
    isWrite ||= chunk.includes('Action=Write')
  })
  const done = () => {
    response.writeHead(200, headers)
    response.end(answer)
  }
  request.on('end', () => (isWrite && log !== null ? durably(done) : done()))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))

function durably(done) {
  for (let count = 0; count < PAGES; count++) {
    writeSync(log, page, 0, page.length, position)
    position = (position + page.length) % LOG_BYTES
  }
  fdatasync(log, done)
}

function openLog(file) {
  const opened = openSync(file, 'w+')
  writeSync(opened, Buffer.alloc(LOG_BYTES))
  return opened
}
