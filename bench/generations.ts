// The kernel's own word on what each transaction did and when it was in force, stamped where it is heard.
import { spawn } from 'node:child_process'
import { TABLE } from '../src/core/compile/nftables/names.ts'
import { mustGo } from './teardown.ts'

/** A transaction that is in force, on the clock of `performance.now()`. */
export interface Generation {
  readonly at: number
  /** Added and deleted, but for those of the plan's mark, since somebody asked the last time; a transaction without any answers nobody. */
  readonly elements: number
}

/**
 * As the agent's listener (`ruleListener.ts`): messages 12 and 14 are elements, 15 is a new generation. What is heard
 * bears the time of the machine's monotonic clock, so that the way from here to Node does not count.
 */
const PROGRAM = `use strict;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
socket(my $kernel, 16, 3, 12) or die;
setsockopt($kernel, 1, 33, pack('i', 16777216));
bind($kernel, pack('SSLL', 16, 0, 0, 64)) or die;
$| = 1;
my $elements = 0;
print("open\\n");
while (defined(recv($kernel, my $bytes, 1048576, 0))) {
  my $now = clock_gettime(CLOCK_MONOTONIC);
  for (my $at = 0; $at + 20 <= length($bytes);) {
    my ($length, $type) = unpack('LS', substr($bytes, $at, 6));
    my $message = substr($bytes, $at, $length);
    $at += ($length + 3) & ~3;
    next if $type >> 8 != 10;
    my $what = $type & 255;
    if ($what == 15) {
      printf("%.6f %d\\n", $now * 1000, $elements);
      $elements = 0;
    } elsif ($what == 12 || $what == 14) {
      $elements++ if $message =~ /\\0${TABLE}\\0/ && $message !~ /\\0plan\\0/;
    }
  }
}
die "events were lost\\n";
`

/** A clock does not wait for its turn behind what it measures. */
const AT_ONCE = ['chrt', '--fifo', '50']

export async function watchGenerations() {
  const [command, ...words] = [...AT_ONCE, 'perl', '-e', PROGRAM] as const
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = mustGo(() => child.kill())
  const ahead = Number(process.hrtime.bigint()) / 1e6 - performance.now()
  let [elements, rest, lastAt] = [0, '', 0]
  let asking: ((event: Generation) => void) | null = null
  let opened: () => void = () => {}
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === 'open') {
        opened()
        continue
      }
      const [at = 0, some = 0] = line.split(' ').map(Number)
      lastAt = at - ahead
      elements += some
      if (asking === null || elements === 0) continue
      asking({ at: lastAt, elements })
      asking = null
      elements = 0
    }
  })
  await isOpen
  return {
    /** Elements that nobody has asked about. */
    take(): number {
      const taken = elements
      elements = 0
      return taken
    },
    /** When the newest transaction was in force. */
    lastAt: () => lastAt,
    next: () =>
      new Promise<Generation>((resolve) => {
        asking = resolve
      }),
    close: stop,
  }
}
