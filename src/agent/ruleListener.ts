// What the kernel tells everybody about rules, one line for each message, in the words of `nft monitor` as far as they are asked for.

/**
 * `nft monitor` reads all sets first, and prints each element with whatever is behind it: megabytes, in nft 1.0.6.
 * Where there is no perl it has to do. 16, 3, 12: AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER; 64: NFNLGRP_NFTABLES; 1, 33:
 * SOL_SOCKET, SO_RCVBUFFORCE; 105: ENOBUFS. A message of the subsystem 10 has its table as attribute 1 and its set or
 * chain as attribute 2; message 15 is a new generation, with its number and the process that made it.
 */
const PROGRAM = `use strict;
socket(my $kernel, 16, 3, 12) or die;
setsockopt($kernel, 1, 33, pack('i', 16777216));
bind($kernel, pack('SSLL', 16, 0, 0, 64)) or die;
$| = 1;
my %families = (1 => 'inet', 3 => 'arp');
while (1) {
  my $lines = '';
  if (!defined(recv($kernel, my $bytes, 1048576, 0))) {
    $! == 105 or die;
    $lines = "# lost some netlink events\\n";
  } else {
    for (my $at = 0; $at + 20 <= length($bytes);) {
      my ($length, $type) = unpack('LS', substr($bytes, $at, 6));
      last if $length < 20;
      my ($family, $from, $to, %is) = (ord(substr($bytes, $at + 16, 1)), $at + 20, $at + $length);
      $at += ($length + 3) & ~3;
      next if $type >> 8 != 10;
      while ($from + 4 <= $to && !(exists($is{1}) && exists($is{2}))) {
        my ($size, $name) = unpack('SS', substr($bytes, $from, 4));
        last if $size < 4;
        $is{$name & 0x3fff} = substr($bytes, $from + 4, $size - 4);
        $from += ($size + 3) & ~3;
      }
      my $what = $type & 255;
      if ($what == 15) {
        $lines .= sprintf("# new generation %u by process %u\\n", unpack('N', $is{1}), unpack('N', $is{2}));
      } else {
        my ($table, $name) = map { unpack('Z*', $_ // '') } @is{1, 2};
        $lines .= sprintf("# message %u about %s %s %s\\n", $what, $families{$family} // 'others', $table, $name);
      }
    }
  }
  print($lines) or die;
}
`

/** With `setpriv` or the like before it. */
export const RULE_LISTENER: readonly string[] = [
  ...['sh', '-c', 'if command -v perl >/dev/null; then exec perl -e "$0"; else exec nft monitor; fi'],
  PROGRAM,
]
