// Reads what the kernel holds of our tables by netlink: a small process asks, since Node opens no such socket, and nothing is kept whole.

import type { Table } from '../core/compile/nftables/ast.ts'
import { Dump, type Found } from '../core/compile/nftables/netlink/dump.ts'
import { spawnListener } from './listener.ts'
import { ASKING_SOCKET } from './netlinkPerl.ts'
import { KernelError } from './script.ts'

/**
 * Questions come with their length in front, in native order; what the kernel says goes out as it is, until it says that
 * this was all. 2, 3: NLMSG_ERROR, NLMSG_DONE.
 */
const PROGRAM = `${ASKING_SOCKET}while (1) {
  my $question = take(unpack('L', take(4)));
  defined(send($kernel, $question, 0)) or die;
  for (my $is_all = 0; !$is_all;) {
    defined(recv($kernel, my $bytes, 65536, 0)) or die;
    for (my $at = 0; $at + 16 <= length($bytes);) {
      my ($length, $type) = unpack('LS', substr($bytes, $at, 6));
      last if $length < 16;
      $is_all = 1 if $type == 2 || $type == 3;
      $at += ($length + 3) & ~3;
    }
    for (my $at = 0; $at < length($bytes);) {
      $at += syswrite(STDOUT, $bytes, length($bytes) - $at, $at) || exit;
    }
  }
}
`

const TIMEOUT_MS = 30_000

/** `namespace` null: our own network. Throws where there is no perl, or no socket for it. */
export function dumpOf(namespace: string | null, tables: readonly Table[]): Promise<Found> {
  const dump = new Dump(tables)
  const child = spawnListener(namespace, ['perl', '-e', PROGRAM], ['pipe', 'pipe', 'ignore'])
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new KernelError(`cannot read the rules of \`${namespace ?? 'host'}\``, why))
    }
    const timer = setTimeout(() => fail(`not all of it within ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS)
    const ask = (questions: readonly Uint8Array[]): void => {
      for (const question of questions) {
        child.stdin?.write(new Uint8Array(Uint32Array.of(question.length).buffer))
        child.stdin?.write(question)
      }
    }
    child.stdin?.on('error', () => {})
    child.stdout?.on('data', (bytes: Buffer) => {
      try {
        ask(dump.take(bytes))
      } catch (error) {
        return fail((error as Error).message)
      }
      // It ends when it is asked nothing more.
      if (dump.isWhole) child.stdin?.end()
    })
    child.on('error', (error) => fail(error.message))
    child.on('close', (code, signal) => {
      if (!dump.isWhole) return fail(`ended with ${code ?? signal}`)
      clearTimeout(timer)
      resolve(dump.found)
    })
    ask(dump.begin())
  })
}
