// What our small processes in Perl begin with: a socket to the kernel's nf_tables, and reading what they are given.

/**
 * What comes in has its length in front, in native order. 16, 3, 12: AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER.
 */
export const ASKING_SOCKET = `use strict;
socket(my $kernel, 16, 3, 12) or die;
bind($kernel, pack('SSLL', 16, 0, 0, 0)) or die;
sub take {
  my ($length) = @_;
  my $bytes = '';
  while (length($bytes) < $length) {
    sysread(STDIN, $bytes, $length - length($bytes), length($bytes)) or exit;
  }
  return $bytes;
}
`
