// The least that a request can cost here: node:http that reads a body and answers a constant.
import { createServer } from 'node:http'

const answer = JSON.stringify({ RequestId: '00000000-0000-0000-0000-000000000000' })
const headers = { 'content-type': 'application/json', 'content-length': String(answer.length) }
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, headers)
    response.end(answer)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
