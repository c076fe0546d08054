// A socket to the kernel's nf_tables in one network, held by a small process, since Node opens none: batches go in, the kernel's words come back.

import type { ChildProcess } from 'node:child_process'
import { getSystemErrorMessage, getSystemErrorName } from 'node:util'
import { answerTo, type Refusal } from '../core/compile/nftables/netlink/answer.ts'
import { type Batch, partText } from '../core/compile/nftables/netlink/batch.ts'
import { spawnListener } from './listener.ts'
import { ASKING_SOCKET } from './netlinkPerl.ts'
import { NoWordError } from './nftWriter.ts'
import { KernelError } from './script.ts'

/**
 * Batches and answers have their length in front, in native order; the first answer, of none, says that the socket is
 * open. The kernel works while it is sent to, so that all it has to say is there afterwards.
 * 270, 10: SOL_NETLINK, NETLINK_CAP_ACK, refusals without the
 * message. 0x40: MSG_DONTWAIT; 11: EAGAIN; 105: ENOBUFS, of more refusals than there is room for the first ones are there.
 */
const PROGRAM = `${ASKING_SOCKET}setsockopt($kernel, 270, 10, pack('i', 1)) or die;
sub give {
  my $bytes = pack('L', length($_[0])) . $_[0];
  while (length($bytes)) {
    my $given = syswrite(STDOUT, $bytes) or exit;
    substr($bytes, 0, $given, '');
  }
}
give('');
while (1) {
  my $batch = take(unpack('L', take(4)));
  defined(send($kernel, $batch, 0)) or die;
  my $answer = '';
  while (1) {
    if (defined(recv($kernel, my $words, 65536, 0x40))) { $answer .= $words }
    elsif ($! == 11) { last }
    elsif ($! != 105) { die }
  }
  give($answer);
}
`

const LENGTH_BYTES = 4
const TIMEOUT_MS = 10_000
/** A machine without perl, or one that lets us open no socket: not asked again at once. */
const AGAIN_MS = 5000

interface Waiting {
  readonly batch: Batch
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

export class NetlinkCarrier {
  /** Null: our own network. */
  readonly #namespace: string | null
  #isClosed = false
  #child: ChildProcess | null = null
  #isOpen = false
  #pause: NodeJS.Timeout | null = null
  #output: Buffer = Buffer.alloc(0)
  #waiting: Waiting | null = null

  constructor(namespace: string | null) {
    this.#namespace = namespace
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Whether a batch can be given now; one that is not there is started for the next. */
  ready(): boolean {
    if (this.#child === null && !this.#isClosed && this.#pause === null) this.#start()
    return this.#isOpen
  }

  /** All of it in one transaction, or nothing of it and a `KernelError`. One at a time. */
  give(batch: Batch): Promise<void> {
    const child = this.#child
    if (child === null || !this.#isOpen) return Promise.reject(this.#noWord('not open'))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        this.#fail(`no answer within ${TIMEOUT_MS / 1000} s`)
      }, TIMEOUT_MS)
      this.#waiting = { batch, resolve, reject, timer }
      const length = new Uint8Array(Uint32Array.of(batch.bytes.length).buffer)
      child.stdin?.write(Buffer.concat([length, batch.bytes]))
    })
  }

  /** For ever: who still waits learns that there is no word. */
  close(): void {
    this.#isClosed = true
    this.#child?.kill('SIGKILL')
    this.#fail('closed')
  }

  #start(): void {
    const child = spawnListener(this.#namespace, ['perl', '-e', PROGRAM], ['pipe', 'pipe', 'ignore'])
    this.#child = child
    this.#output = Buffer.alloc(0)
    child.stdout?.on('data', (bytes: Buffer) => {
      if (this.#child === child) this.#read(bytes)
    })
    child.stdin?.on('error', () => {})
    child.on('error', (error) => this.#ended(child, error.message))
    child.on('close', (code, signal) => {
      if (this.#child === child && !this.#isOpen && signal === null) this.#rest()
      this.#ended(child, `ended with ${code ?? signal}`)
    })
  }

  #rest(): void {
    this.#pause = setTimeout(() => {
      this.#pause = null
    }, AGAIN_MS)
    this.#pause.unref()
  }

  #read(bytes: Buffer): void {
    this.#output = this.#output.length === 0 ? bytes : Buffer.concat([this.#output, bytes])
    if (this.#output.length < LENGTH_BYTES) return
    const [length = 0] = new Uint32Array(new Uint8Array(this.#output.subarray(0, LENGTH_BYTES)).buffer)
    if (this.#output.length < LENGTH_BYTES + length) return
    const answer = this.#output.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
    this.#output = this.#output.subarray(LENGTH_BYTES + length)
    if (this.#isOpen) this.#take(answer)
    this.#isOpen = true
  }

  #take(bytes: Buffer): void {
    const waiting = this.#taken()
    if (waiting === null) return
    const answer = answerTo(waiting.batch, bytes)
    if (answer === 'in force') waiting.resolve()
    else
      waiting.reject(answer === 'no word' ? this.#noWord('it said nothing') : refused(waiting.batch, answer))
  }

  #ended(child: ChildProcess, why: string): void {
    if (this.#child === child) this.#fail(why)
  }

  #fail(why: string): void {
    this.#child = null
    this.#isOpen = false
    this.#taken()?.reject(this.#noWord(why))
  }

  #noWord(why: string): NoWordError {
    return new NoWordError(`netlink in \`${this.#namespace ?? 'host'}\` is gone`, why)
  }

  #taken(): Waiting | null {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting !== null) clearTimeout(waiting.timer)
    return waiting
  }
}

function refused(batch: Batch, { errno, sequence }: Refusal): KernelError {
  const reason = `${getSystemErrorName(-errno)}: ${getSystemErrorMessage(-errno)}`
  return new KernelError('the kernel refused the ruleset', `${reason}: \`${partText(batch, sequence)}\``)
}
