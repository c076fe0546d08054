// A TLS connection to a server that is known by its key alone: no authority is asked, and nothing is sent before it is sure.

import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { pinOf } from './signing.ts'

type Ready = (error: Error | null, socket?: TLSSocket) => void

/** For `createConnection` of a request. */
export const pinnedConnection =
  (pin: string) =>
  (options: object, ready: Ready): undefined => {
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false })
    socket.once('error', (error) => ready(error))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (certificate !== undefined && pinOf(certificate) === pin) return ready(null, socket)
      socket.destroy()
      ready(new Error('the server has another key than the one this host joined: it is another server'))
    })
    return undefined
  }
