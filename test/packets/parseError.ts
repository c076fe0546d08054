// A packet table that cannot be read: file, line, reason.

export class ParseError extends Error {
  constructor(name: string, line: number, reason: string) {
    super(`${name}:${line}: ${reason}`)
    this.name = 'ParseError'
  }
}
